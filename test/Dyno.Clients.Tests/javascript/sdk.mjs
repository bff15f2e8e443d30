// AWS SDK for JavaScript v3: the plain client and the document client, on items, indexes, batches and transactions.
import assert from "node:assert/strict";
import {
  CreateTableCommand, DeleteTableCommand, DescribeTableCommand, ListTablesCommand, PutItemCommand, GetItemCommand, paginateQuery,
} from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand, BatchWriteCommand, DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, ScanCommand,
  TransactGetCommand, TransactWriteCommand, UpdateCommand, paginateScan, NumberValue,
} from "@aws-sdk/lib-dynamodb";
import { client, ready, rejects, tableName } from "./shared.mjs";

const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true }, unmarshallOptions: { wrapNumbers: false } });
const TableName = tableName("sdk");

const created = await client.send(new CreateTableCommand({
  TableName,
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [
    { AttributeName: "customer", AttributeType: "S" },
    { AttributeName: "order", AttributeType: "S" },
    { AttributeName: "state", AttributeType: "S" },
    { AttributeName: "amount", AttributeType: "N" },
  ],
  KeySchema: [{ AttributeName: "customer", KeyType: "HASH" }, { AttributeName: "order", KeyType: "RANGE" }],
  GlobalSecondaryIndexes: [{
    IndexName: "byState",
    KeySchema: [{ AttributeName: "state", KeyType: "HASH" }, { AttributeName: "amount", KeyType: "RANGE" }],
    Projection: { ProjectionType: "ALL" },
  }],
  LocalSecondaryIndexes: [{
    IndexName: "byAmount",
    KeySchema: [{ AttributeName: "customer", KeyType: "HASH" }, { AttributeName: "amount", KeyType: "RANGE" }],
    Projection: { ProjectionType: "KEYS_ONLY" },
  }],
}));
assert.equal(created.TableDescription.TableName, TableName);
await ready(TableName);
const described = (await client.send(new DescribeTableCommand({ TableName }))).Table;
assert.equal(described.TableStatus, "ACTIVE");
assert.equal(described.BillingModeSummary.BillingMode, "PAY_PER_REQUEST");
assert.ok(described.CreationDateTime instanceof Date);
assert.match(described.TableArn, /^arn:aws:dynamodb:[a-z0-9-]+:\d{12}:table\//);
assert.equal(described.GlobalSecondaryIndexes[0].IndexStatus, "ACTIVE");
assert.ok((await client.send(new ListTablesCommand({}))).TableNames.includes(TableName));
await rejects(client.send(new CreateTableCommand({
  TableName, BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [{ AttributeName: "a", AttributeType: "S" }], KeySchema: [{ AttributeName: "a", KeyType: "HASH" }],
})), "ResourceInUseException");

// Every type there is, there and back.
const rich = {
  customer: "ann", order: "0001", state: "open", amount: 12.5,
  note: "naïve – 日本 🐻", empty: "", flag: true, nothing: null, bytes: new Uint8Array([0, 1, 254, 255]),
  list: [1, "two", [3], { four: 4 }], map: { deep: { deeper: [true] } },
  words: new Set(["a", "b"]), numbers: new Set([1, 2.5]), blobs: new Set([new Uint8Array([7])]),
};
await documents.send(new PutCommand({ TableName, Item: rich }));
const read = (await documents.send(new GetCommand({ TableName, Key: { customer: "ann", order: "0001" }, ConsistentRead: true }))).Item;
assert.deepEqual(read, rich);

// 38 digits survive.
const digits = "12345678901234567890123456789012345678";
await documents.send(new PutCommand({ TableName, Item: { customer: "ann", order: "big", exact: NumberValue.from(digits) } }));
assert.equal((await client.send(new GetItemCommand({ TableName, Key: { customer: { S: "ann" }, order: { S: "big" } } }))).Item.exact.N, digits);
await rejects(client.send(new PutItemCommand({ TableName, Item: { customer: { S: "ann" }, order: { S: "x" }, n: { N: `${digits}9` } } })), "ValidationException");

// Updates, conditions, and what they return.
const updated = await documents.send(new UpdateCommand({
  TableName, Key: { customer: "ann", order: "0001" },
  UpdateExpression: "SET #s = :paid, amount = amount + :one, #l = list_append(#l, :more) REMOVE note ADD words :word",
  ExpressionAttributeNames: { "#s": "state", "#l": "list" },
  ExpressionAttributeValues: { ":paid": "paid", ":one": 1, ":more": ["end"], ":word": new Set(["c"]) },
  ReturnValues: "UPDATED_NEW",
}));
assert.deepEqual(updated.Attributes, { state: "paid", amount: 13.5, list: [1, "two", [3], { four: 4 }, "end"], words: new Set(["a", "b", "c"]) });
const refused = await rejects(documents.send(new PutCommand({
  TableName, Item: { customer: "ann", order: "0001" }, ConditionExpression: "attribute_not_exists(customer)", ReturnValuesOnConditionCheckFailure: "ALL_OLD",
})), "ConditionalCheckFailedException");
assert.equal(refused.message, "The conditional request failed");
assert.equal(refused.$metadata.httpStatusCode, 400);
assert.ok(refused.$metadata.requestId);
assert.ok(refused.Item);
await rejects(documents.send(new GetCommand({ TableName: "nowhere-at-all", Key: { a: 1 } })), "ResourceNotFoundException");
await rejects(documents.send(new GetCommand({ TableName, Key: { customer: "ann" } })), "ValidationException");

// Batches, with pages and indexes to read them.
const orders = Array.from({ length: 60 }, (_, i) => ({
  customer: "bob", order: String(i).padStart(4, "0"), state: i % 3 ? "open" : "paid", amount: i, filler: "x".repeat(100),
}));
for (let i = 0; i < orders.length; i += 25) {
  const answer = await documents.send(new BatchWriteCommand({
    RequestItems: { [TableName]: orders.slice(i, i + 25).map((Item) => ({ PutRequest: { Item } })) }, ReturnConsumedCapacity: "TOTAL",
  }));
  assert.deepEqual(answer.UnprocessedItems, {});
  assert.ok(answer.ConsumedCapacity[0].CapacityUnits >= 1);
}
const got = await documents.send(new BatchGetCommand({
  RequestItems: { [TableName]: { Keys: orders.slice(0, 30).map(({ customer, order }) => ({ customer, order })), ProjectionExpression: "amount" } },
}));
assert.equal(got.Responses[TableName].length, 30);
assert.deepEqual(got.UnprocessedKeys, {});

const page = await documents.send(new QueryCommand({
  TableName, KeyConditionExpression: "customer = :c AND #o BETWEEN :a AND :b", ExpressionAttributeNames: { "#o": "order" },
  ExpressionAttributeValues: { ":c": "bob", ":a": "0010", ":b": "0029" }, Limit: 7, ScanIndexForward: false,
}));
assert.deepEqual(page.Items.map((o) => o.amount), [29, 28, 27, 26, 25, 24, 23]);
assert.deepEqual(page.LastEvaluatedKey, { customer: "bob", order: "0023" });
const rest = await documents.send(new QueryCommand({
  TableName, KeyConditionExpression: "customer = :c AND #o BETWEEN :a AND :b", ExpressionAttributeNames: { "#o": "order" },
  ExpressionAttributeValues: { ":c": "bob", ":a": "0010", ":b": "0029" }, ScanIndexForward: false, ExclusiveStartKey: page.LastEvaluatedKey,
}));
assert.equal(rest.Count, 13);
assert.equal(rest.LastEvaluatedKey, undefined);

let paid = 0;
for await (const part of paginateQuery({ client, pageSize: 6 }, {
  TableName, IndexName: "byState", KeyConditionExpression: "#s = :s AND amount >= :t", ExpressionAttributeNames: { "#s": "state" },
  ExpressionAttributeValues: { ":s": { S: "paid" }, ":t": { N: "15" } },
})) paid += part.Count;
assert.equal(paid, 15);
const local = await documents.send(new QueryCommand({
  TableName, IndexName: "byAmount", KeyConditionExpression: "customer = :c AND amount > :t", ExpressionAttributeValues: { ":c": "bob", ":t": 57 }, ConsistentRead: true,
}));
assert.deepEqual(local.Items.map((o) => o.order), ["0058", "0059"]);
assert.equal(local.Items[0].filler, undefined);

let scanned = 0;
for await (const part of paginateScan({ client: documents, pageSize: 10 }, { TableName, FilterExpression: "begins_with(customer, :b)", ExpressionAttributeValues: { ":b": "bo" } })) {
  scanned += part.Items.length;
}
assert.equal(scanned, 60);
const segments = await Promise.all([0, 1, 2, 3].map((Segment) => documents.send(new ScanCommand({ TableName, Select: "COUNT", Segment, TotalSegments: 4 }))));
assert.equal(segments.reduce((sum, s) => sum + s.Count, 0), 62);

// Transactions: all or nothing, and once for a token.
const token = `token-${process.pid}`;
const transfer = new TransactWriteCommand({
  ClientRequestToken: token,
  TransactItems: [
    { Update: { TableName, Key: { customer: "bob", order: "0000" }, UpdateExpression: "ADD amount :d", ExpressionAttributeValues: { ":d": 100 } } },
    { Put: { TableName, Item: { customer: "carl", order: "0001", state: "open", amount: 1 } } },
    { ConditionCheck: { TableName, Key: { customer: "ann", order: "0001" }, ConditionExpression: "attribute_exists(customer)" } },
  ],
});
await documents.send(transfer);
await documents.send(transfer);
const both = await documents.send(new TransactGetCommand({
  TransactItems: [{ Get: { TableName, Key: { customer: "bob", order: "0000" } } }, { Get: { TableName, Key: { customer: "none", order: "none" } } }],
}));
assert.equal(both.Responses[0].Item.amount, 100);
assert.equal(both.Responses[1].Item, undefined);
const cancelled = await rejects(documents.send(new TransactWriteCommand({
  TransactItems: [
    { Delete: { TableName, Key: { customer: "bob", order: "0001" } } },
    { Put: { TableName, Item: { customer: "carl", order: "0001" }, ConditionExpression: "attribute_not_exists(customer)" } },
  ],
})), "TransactionCanceledException");
assert.deepEqual(cancelled.CancellationReasons.map((r) => r.Code), ["None", "ConditionalCheckFailed"]);
assert.ok((await documents.send(new GetCommand({ TableName, Key: { customer: "bob", order: "0001" } }))).Item);

const deleted = await documents.send(new DeleteCommand({ TableName, Key: { customer: "carl", order: "0001" }, ReturnValues: "ALL_OLD" }));
assert.equal(deleted.Attributes.amount, 1);
await client.send(new DeleteTableCommand({ TableName }));
console.log("ok");
