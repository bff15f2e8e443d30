// electrodb: entities of a single table, their collection, conditions, pages, batches and transactions.
import assert from "node:assert/strict";
import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import { Entity, Service } from "electrodb";
import { client, ready, tableName } from "./shared.mjs";

const table = tableName("electro");
const index = (n) => ({
  IndexName: `gsi${n}`, Projection: { ProjectionType: "ALL" },
  KeySchema: [{ AttributeName: `gsi${n}pk`, KeyType: "HASH" }, { AttributeName: `gsi${n}sk`, KeyType: "RANGE" }],
});
await client.send(new CreateTableCommand({
  TableName: table, BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: ["pk", "sk", "gsi1pk", "gsi1sk"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }, { AttributeName: "sk", KeyType: "RANGE" }],
  GlobalSecondaryIndexes: [index(1)],
}));
await ready(table);

const Employee = new Entity({
  model: { entity: "employee", version: "1", service: "office" },
  attributes: {
    id: { type: "string", required: true },
    team: { type: "string", required: true },
    name: { type: "string", required: true },
    salary: { type: "number", default: 100 },
    skills: { type: "set", items: "string" },
    address: { type: "map", properties: { city: { type: "string" } } },
    history: { type: "list", items: { type: "string" } },
  },
  indexes: {
    primary: { pk: { field: "pk", composite: ["id"] }, sk: { field: "sk", composite: [] } },
    byTeam: { collection: "team", index: "gsi1", pk: { field: "gsi1pk", composite: ["team"] }, sk: { field: "gsi1sk", composite: ["name"] } },
  },
}, { client, table });
const Task = new Entity({
  model: { entity: "task", version: "1", service: "office" },
  attributes: { id: { type: "string", required: true }, team: { type: "string", required: true }, title: { type: "string", required: true }, done: { type: "boolean", default: false } },
  indexes: {
    primary: { pk: { field: "pk", composite: ["id"] }, sk: { field: "sk", composite: [] } },
    byTeam: { collection: "team", index: "gsi1", pk: { field: "gsi1pk", composite: ["team"] }, sk: { field: "gsi1sk", composite: ["title"] } },
  },
}, { client, table });
const office = new Service({ Employee, Task }, { client, table });

await Employee.create({ id: "e1", team: "red", name: "Ann", skills: ["c#", "sql"], address: { city: "Ulm" }, history: ["hired"] }).go();
await assert.rejects(Employee.create({ id: "e1", team: "red", name: "Ann" }).go(), /conditional request failed/i);
await Employee.put(Array.from({ length: 40 }, (_, i) => ({ id: `b${i}`, team: "blue", name: `N${String(i).padStart(2, "0")}`, salary: i }))).go();
await Task.put([{ id: "t1", team: "red", title: "Paint" }, { id: "t2", team: "red", title: "Sand" }]).go();

const ann = (await Employee.get({ id: "e1" }).go()).data;
assert.deepEqual({ ...ann, skills: [...ann.skills].sort() }, {
  id: "e1", team: "red", name: "Ann", salary: 100, skills: ["c#", "sql"], address: { city: "Ulm" }, history: ["hired"],
});
const raised = await Employee.patch({ id: "e1" }).add({ salary: 5 }).append({ history: ["raised"] }).set({ "address.city": "Bonn" }).go({ response: "all_new" });
assert.equal(raised.data.salary, 105);
assert.deepEqual(raised.data.history, ["hired", "raised"]);
assert.equal(raised.data.address.city, "Bonn");
await assert.rejects(Employee.patch({ id: "nobody" }).set({ name: "X", team: "red" }).go(), /conditional request failed/i);

const red = await office.collections.team({ team: "red" }).go();
assert.equal(red.data.Employee.length, 1);
assert.deepEqual(red.data.Task.map((t) => t.title), ["Paint", "Sand"]);

let [cursor, seen, pages] = [null, [], 0];
do {
  const page = await Employee.query.byTeam({ team: "blue" }).go({ cursor, limit: 15 });
  seen.push(...page.data.map((e) => e.salary));
  cursor = page.cursor;
  pages++;
} while (cursor);
assert.deepEqual(seen, Array.from({ length: 40 }, (_, i) => i));
assert.ok(pages >= 3);
assert.equal((await Employee.query.byTeam({ team: "blue" }).between({ name: "N10" }, { name: "N19" }).go()).data.length, 10);
assert.equal((await Employee.query.byTeam({ team: "blue" }).where(({ salary }, { gte }) => gte(salary, 35)).go()).data.length, 5);
assert.equal((await Employee.scan.where(({ salary }, { lt }) => lt(salary, 3)).go({ pages: "all" })).data.length, 3);
assert.equal((await Employee.get(["b1", "b2", "none"].map((id) => ({ id }))).go()).data.length, 2);

const moved = await office.transaction.write(({ Employee, Task }) => [
  Employee.patch({ id: "b1" }).set({ salary: 500 }).commit(),
  Task.create({ id: "t1", team: "red", title: "Again" }).commit({ response: "all_old" }),
]).go();
assert.equal(moved.canceled, true);
assert.deepEqual(moved.data.map((d) => d.code), ["None", "ConditionalCheckFailed"]);
assert.equal((await Employee.get({ id: "b1" }).go()).data.salary, 1);
await Employee.delete({ id: "b1" }).go();
assert.equal((await Employee.get({ id: "b1" }).go()).data, null);
console.log("ok");
