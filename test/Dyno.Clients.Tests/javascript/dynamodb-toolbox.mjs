// dynamodb-toolbox: a table with entities, schemas, conditions, updates, queries, batches and transactions.
import assert from "node:assert/strict";
import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import {
  $add, $append, $remove, BatchGetRequest, BatchPutRequest, BatchWriteCommand, ConditionCheck, DeleteItemCommand, Entity, GetItemCommand, PutItemCommand,
  PutTransaction, QueryCommand, ScanCommand, Table, UpdateItemCommand, UpdateTransaction, BatchGetCommand,
  any, binary, boolean, executeBatchGet, executeBatchWrite, executeTransactWrite, item, list, map, number, set, string,
} from "dynamodb-toolbox";
import { client, ready, rejects, tableName } from "./shared.mjs";

const name = tableName("toolbox");
await client.send(new CreateTableCommand({
  TableName: name, BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [
    { AttributeName: "pk", AttributeType: "S" }, { AttributeName: "sk", AttributeType: "S" }, { AttributeName: "level", AttributeType: "N" },
  ],
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }, { AttributeName: "sk", KeyType: "RANGE" }],
  LocalSecondaryIndexes: [{
    IndexName: "byLevel", KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }, { AttributeName: "level", KeyType: "RANGE" }],
    Projection: { ProjectionType: "ALL" },
  }],
}));
await ready(name);

const table = new Table({
  documentClient: DynamoDBDocumentClient.from(client),
  name,
  partitionKey: { name: "pk", type: "string" },
  sortKey: { name: "sk", type: "string" },
  indexes: { byLevel: { type: "local", sortKey: { name: "level", type: "number" } } },
});
const Pokemon = new Entity({
  name: "Pokemon",
  table,
  schema: item({
    trainer: string().key().savedAs("pk"),
    name: string().key().savedAs("sk"),
    level: number(),
    types: set(string()).optional(),
    moves: list(string()).optional(),
    stats: map({ power: number(), legendary: boolean().optional() }).optional(),
    egg: binary().optional(),
    extra: any().optional(),
  }),
});

await Pokemon.build(PutItemCommand).item({
  trainer: "ash", name: "pikachu", level: 7, types: new Set(["electric"]), moves: ["jolt"], stats: { power: 5 }, egg: new Uint8Array([1, 2]), extra: { a: [1] },
}).options({ condition: { attr: "name", exists: false } }).send();
await rejects(
  Pokemon.build(PutItemCommand).item({ trainer: "ash", name: "pikachu", level: 1 }).options({ condition: { attr: "name", exists: false } }).send(),
  "ConditionalCheckFailedException");
const { Item: pikachu } = await Pokemon.build(GetItemCommand).key({ trainer: "ash", name: "pikachu" }).options({ consistent: true }).send();
assert.equal(pikachu.level, 7);
assert.deepEqual(pikachu.types, new Set(["electric"]));
assert.deepEqual([...pikachu.egg], [1, 2]);
assert.deepEqual(pikachu.extra, { a: [1] });
assert.ok(pikachu.created);

const { Attributes } = await Pokemon.build(UpdateItemCommand)
  .item({ trainer: "ash", name: "pikachu", level: $add(3), moves: $append(["tackle"]), extra: $remove(), stats: { legendary: true } })
  .options({ returnValues: "ALL_NEW" }).send();
assert.equal(Attributes.level, 10);
assert.deepEqual(Attributes.moves, ["jolt", "tackle"]);
assert.deepEqual(Attributes.stats, { power: 5, legendary: true });
assert.equal(Attributes.extra, undefined);

const requests = Array.from({ length: 20 }, (_, i) => Pokemon.build(BatchPutRequest).item({ trainer: "gary", name: `n${String(i).padStart(2, "0")}`, level: 100 - i }));
await executeBatchWrite(table.build(BatchWriteCommand).requests(...requests));
const { Responses } = await executeBatchGet(table.build(BatchGetCommand).requests(
  Pokemon.build(BatchGetRequest).key({ trainer: "gary", name: "n03" }), Pokemon.build(BatchGetRequest).key({ trainer: "gary", name: "none" })));
assert.equal(Responses[0][0].level, 97);
assert.equal(Responses[0][1], undefined);

const strongest = await table.build(QueryCommand).entities(Pokemon)
  .query({ index: "byLevel", partition: "gary", range: { gte: 95 } }).options({ reverse: true, limit: 4 }).send();
assert.deepEqual(strongest.Items.map((p) => p.level), [100, 99, 98, 97]);
const next = await table.build(QueryCommand).entities(Pokemon)
  .query({ index: "byLevel", partition: "gary", range: { gte: 95 } }).options({ reverse: true, exclusiveStartKey: strongest.LastEvaluatedKey }).send();
assert.deepEqual(next.Items.map((p) => p.level), [96, 95]);
const scan = await table.build(ScanCommand).entities(Pokemon).options({ filters: { Pokemon: { attr: "level", lt: 50 } }, maxPages: Infinity }).send();
assert.deepEqual(scan.Items.map((p) => p.name), ["pikachu"]);

await executeTransactWrite(
  Pokemon.build(PutTransaction).item({ trainer: "ash", name: "onix", level: 1 }),
  Pokemon.build(UpdateTransaction).item({ trainer: "ash", name: "pikachu", level: $add(1) }),
  Pokemon.build(ConditionCheck).key({ trainer: "gary", name: "n00" }).condition({ attr: "level", eq: 100 }));
const failed = await rejects(
  executeTransactWrite(
    Pokemon.build(PutTransaction).item({ trainer: "ash", name: "mew", level: 1 }),
    Pokemon.build(ConditionCheck).key({ trainer: "gary", name: "n00" }).condition({ attr: "level", eq: 1 })),
  "TransactionCanceledException");
assert.deepEqual(failed.CancellationReasons.map((r) => r.Code), ["None", "ConditionalCheckFailed"]);
await Pokemon.build(DeleteItemCommand).key({ trainer: "ash", name: "onix" }).options({ condition: { attr: "level", eq: 1 } }).send();
assert.equal((await Pokemon.build(GetItemCommand).key({ trainer: "ash", name: "onix" }).send()).Item, undefined);
console.log("ok");
