// dynamoose: it creates its table by itself, and maps models with indexes, conditions, queries, scans, batches and transactions.
import assert from "node:assert/strict";
import dynamoose from "dynamoose";
import { configuration, rejects, tableName } from "./shared.mjs";

dynamoose.aws.ddb.set(new dynamoose.aws.ddb.DynamoDB(configuration));
const schema = new dynamoose.Schema({
  owner: { type: String, hashKey: true },
  id: { type: Number, rangeKey: true },
  breed: { type: String, index: { name: "byBreed", type: "global", rangeKey: "born" } },
  born: Date,
  tags: { type: Set, schema: [String] },
  toys: { type: Array, schema: [String] },
  chip: Buffer,
  home: { type: Object, schema: { city: String } },
  good: { type: Boolean, default: true },
}, { timestamps: true });
const Dog = dynamoose.model("Dog", schema);
const table = new dynamoose.Table(tableName("dynamoose"), [Dog], { initialize: false, throughput: "ON_DEMAND", waitForActive: { enabled: true, check: { timeout: 30000, frequency: 100 } } });
await table.initialize();

const born = new Date(Date.UTC(2020, 1, 3));
const rex = await Dog.create({ owner: "ann", id: 1, breed: "beagle", born, tags: new Set(["a"]), toys: ["ball"], chip: Buffer.from([9, 8]), home: { city: "Ulm" } });
assert.ok(rex.createdAt);
await rejects(Dog.create({ owner: "ann", id: 1, breed: "pug" }), "ConditionalCheckFailedException");
const read = await Dog.get({ owner: "ann", id: 1 });
assert.equal(read.born.getTime(), born.getTime());
assert.deepEqual(read.tags, new Set(["a"]));
assert.deepEqual([...read.chip], [9, 8]);
assert.equal(read.home.city, "Ulm");
assert.equal(read.good, true);

const updated = await Dog.update({ owner: "ann", id: 1 }, { $SET: { breed: "pug" }, $ADD: { toys: "bone" }, $REMOVE: ["chip"] });
assert.equal(updated.breed, "pug");
assert.deepEqual([...updated.toys], ["ball", "bone"]);
assert.equal(updated.chip, undefined);
await rejects(
  Dog.update({ owner: "ann", id: 1 }, { breed: "x" }, { condition: new dynamoose.Condition().where("good").eq(false) }), "ConditionalCheckFailedException");

const many = Array.from({ length: 25 }, (_, i) => ({ owner: "bob", id: i, breed: i % 2 ? "pug" : "beagle", born: new Date(Date.UTC(2021, 0, i + 1)) }));
assert.deepEqual((await Dog.batchPut(many)).unprocessedItems, []);
assert.equal((await Dog.batchGet([{ owner: "bob", id: 3 }, { owner: "bob", id: 4 }, { owner: "no", id: 1 }])).length, 2);

const first = await Dog.query("owner").eq("bob").where("id").between(5, 20).limit(6).sort("descending").exec();
assert.deepEqual(first.map((d) => d.id), [20, 19, 18, 17, 16, 15]);
const second = await Dog.query("owner").eq("bob").where("id").between(5, 20).sort("descending").startAt(first.lastKey).exec();
assert.equal(second.length, 10);
const beagles = await Dog.query("breed").eq("beagle").using("byBreed").where("born").ge(Date.UTC(2021, 0, 11)).exec();
assert.deepEqual(beagles.map((d) => d.id), [10, 12, 14, 16, 18, 20, 22, 24]);
assert.equal((await Dog.query("owner").eq("bob").count().exec()).count, 25);
assert.equal((await Dog.scan("breed").contains("pug").all().exec()).length, 13);

await dynamoose.transaction([
  Dog.transaction.create({ owner: "carl", id: 1, breed: "akita" }),
  Dog.transaction.update({ owner: "bob", id: 0 }, { breed: "akita" }),
  Dog.transaction.condition({ owner: "ann", id: 1 }, new dynamoose.Condition().where("breed").eq("pug")),
]);
const failed = await rejects(dynamoose.transaction([
  Dog.transaction.delete({ owner: "carl", id: 1 }),
  Dog.transaction.create({ owner: "ann", id: 1, breed: "x" }),
]), "TransactionCanceledException");
assert.equal(failed.CancellationReasons[1].Code, "ConditionalCheckFailed");
await Dog.delete({ owner: "carl", id: 1 });
assert.equal(await Dog.get({ owner: "carl", id: 1 }), undefined);
console.log("ok");
