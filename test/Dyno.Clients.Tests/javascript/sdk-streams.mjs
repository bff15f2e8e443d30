// AWS SDK for JavaScript v3: streams and time to live.
import assert from "node:assert/strict";
import {
  CreateTableCommand, DeleteItemCommand, DescribeTableCommand, DescribeTimeToLiveCommand, PutItemCommand, UpdateItemCommand, UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { DescribeStreamCommand, DynamoDBStreamsClient, GetRecordsCommand, GetShardIteratorCommand, ListStreamsCommand } from "@aws-sdk/client-dynamodb-streams";
import { client, configuration, ready, rejects, tableName } from "./shared.mjs";

const streams = new DynamoDBStreamsClient(configuration);
const TableName = tableName("streams");
await client.send(new CreateTableCommand({
  TableName, BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }], KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
}));
await ready(TableName);
const table = (await client.send(new DescribeTableCommand({ TableName }))).Table;
assert.deepEqual(table.StreamSpecification, { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" });
const StreamArn = table.LatestStreamArn;
assert.ok((await streams.send(new ListStreamsCommand({ TableName }))).Streams.some((s) => s.StreamArn === StreamArn));

await client.send(new PutItemCommand({ TableName, Item: { id: { S: "a" }, n: { N: "1" } } }));
await client.send(new UpdateItemCommand({ TableName, Key: { id: { S: "a" } }, UpdateExpression: "SET n = :n", ExpressionAttributeValues: { ":n": { N: "2" } } }));
await client.send(new PutItemCommand({ TableName, Item: { id: { S: "a" }, n: { N: "2" } } }));
await client.send(new DeleteItemCommand({ TableName, Key: { id: { S: "a" } } }));

const described = (await streams.send(new DescribeStreamCommand({ StreamArn }))).StreamDescription;
assert.equal(described.StreamStatus, "ENABLED");
const records = [];
for (let waited = 0; records.length < 3 && waited < 100; waited++) {
  records.length = 0;
  for (const { ShardId } of (await streams.send(new DescribeStreamCommand({ StreamArn }))).StreamDescription.Shards) {
    let { ShardIterator } = await streams.send(new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" }));
    for (let pages = 0; ShardIterator && pages < 3; pages++) {
      const answer = await streams.send(new GetRecordsCommand({ ShardIterator }));
      records.push(...answer.Records);
      ShardIterator = answer.NextShardIterator;
    }
  }
  if (records.length < 3) await new Promise((resolve) => setTimeout(resolve, 100));
}
assert.deepEqual(records.map((r) => r.eventName), ["INSERT", "MODIFY", "REMOVE"]);
assert.deepEqual(records[1].dynamodb.OldImage, { id: { S: "a" }, n: { N: "1" } });
assert.deepEqual(records[1].dynamodb.NewImage, { id: { S: "a" }, n: { N: "2" } });
assert.deepEqual(records[2].dynamodb.Keys, { id: { S: "a" } });
assert.equal(records[0].eventSource, "aws:dynamodb");
assert.ok(BigInt(records[0].dynamodb.SequenceNumber) < BigInt(records[1].dynamodb.SequenceNumber));

assert.equal((await client.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription.TimeToLiveStatus, "DISABLED");
const TimeToLiveSpecification = { AttributeName: "expires", Enabled: true };
assert.deepEqual((await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }))).TimeToLiveSpecification, TimeToLiveSpecification);
assert.equal((await client.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription.AttributeName, "expires");
await rejects(client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification })), "ValidationException");
console.log("ok");
