// AWS SDK for JavaScript v3: PartiQL statements, alone, in batches and in transactions.
import assert from "node:assert/strict";
import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import {
  BatchExecuteStatementCommand, DynamoDBDocumentClient, ExecuteStatementCommand, ExecuteTransactionCommand,
} from "@aws-sdk/lib-dynamodb";
import { client, ready, rejects, tableName } from "./shared.mjs";

const documents = DynamoDBDocumentClient.from(client);
const TableName = tableName("partiql");
await client.send(new CreateTableCommand({
  TableName, BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [{ AttributeName: "artist", AttributeType: "S" }, { AttributeName: "song", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "artist", KeyType: "HASH" }, { AttributeName: "song", KeyType: "RANGE" }],
}));
await ready(TableName);
const run = (Statement, Parameters, more) => documents.send(new ExecuteStatementCommand({ Statement, Parameters, ...more }));

await run(`INSERT INTO "${TableName}" VALUE {'artist': 'Acme', 'song': 'One', 'stars': 3, 'tags': ['x', {'y': true}]}`);
await run(`INSERT INTO "${TableName}" VALUE {'artist': ?, 'song': ?, 'stars': ?}`, ["Acme", "Two", 4]);
await rejects(run(`INSERT INTO "${TableName}" VALUE {'artist': 'Acme', 'song': 'One'}`), "DuplicateItemException");
const songs = await run(`SELECT song, stars FROM "${TableName}" WHERE artist = ? AND stars >= ? ORDER BY song DESC`, ["Acme", 3]);
assert.deepEqual(songs.Items, [{ song: "Two", stars: 4 }, { song: "One", stars: 3 }]);
const first = await run(`SELECT * FROM "${TableName}" WHERE artist = 'Acme'`, undefined, { Limit: 1 });
assert.deepEqual(first.Items, [{ artist: "Acme", song: "One", stars: 3, tags: ["x", { y: true }] }]);
assert.ok(first.NextToken);
const second = await run(`SELECT * FROM "${TableName}" WHERE artist = 'Acme'`, undefined, { Limit: 1, NextToken: first.NextToken });
assert.equal(second.Items[0].song, "Two");
const updated = await run(`UPDATE "${TableName}" SET stars = stars + 1 REMOVE tags WHERE artist = 'Acme' AND song = 'One' RETURNING ALL NEW *`);
assert.deepEqual(updated.Items, [{ artist: "Acme", song: "One", stars: 4 }]);
await rejects(run(`DELETE FROM "${TableName}" WHERE artist = 'Acme' AND song = 'One' AND stars = 99`), "ConditionalCheckFailedException");
await rejects(run(`SELEKT * FROM "${TableName}"`), "ValidationException");

const batch = await documents.send(new BatchExecuteStatementCommand({
  Statements: [
    { Statement: `INSERT INTO "${TableName}" VALUE {'artist': 'Bolt', 'song': 'Three'}` },
    { Statement: `INSERT INTO "${TableName}" VALUE {'artist': 'Acme', 'song': 'One'}` },
  ],
}));
assert.equal(batch.Responses[0].Error, undefined);
assert.equal(batch.Responses[1].Error.Code, "DuplicateItem");
await documents.send(new ExecuteTransactionCommand({
  TransactStatements: [
    { Statement: `UPDATE "${TableName}" SET stars = 5 WHERE artist = ? AND song = ?`, Parameters: ["Bolt", "Three"] },
    { Statement: `DELETE FROM "${TableName}" WHERE artist = 'Acme' AND song = 'Two'` },
  ],
}));
const cancelled = await rejects(documents.send(new ExecuteTransactionCommand({
  TransactStatements: [
    { Statement: `DELETE FROM "${TableName}" WHERE artist = 'Acme' AND song = 'One'` },
    { Statement: `UPDATE "${TableName}" SET stars = 1 WHERE artist = 'Bolt' AND song = 'Three' AND stars = 1` },
  ],
})), "TransactionCanceledException");
assert.equal(cancelled.CancellationReasons[1].Code, "ConditionalCheckFailed");
assert.equal((await run(`SELECT * FROM "${TableName}"`)).Items.length, 2);
console.log("ok");
