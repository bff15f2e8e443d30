// What every tour shares: the endpoint, credentials that sign but mean nothing, and a name of its own for every table.
import { DynamoDBClient, waitUntilTableExists } from "@aws-sdk/client-dynamodb";

export const endpoint = process.env.DYNO_ENDPOINT;
if (!endpoint) throw new Error("DYNO_ENDPOINT is not set");

export const configuration = {
  endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "tour", secretAccessKey: "tour" },
};

export const client = new DynamoDBClient(configuration);

export const tableName = (tour) => `${tour}-${process.pid}-${Date.now()}`;

export const ready = (TableName) => waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 0.1, maxDelay: 0.5 }, { TableName });

export async function rejects(promise, name) {
  try {
    await promise;
  } catch (error) {
    if (error.name !== name) throw new Error(`expected ${name}, but it was ${error.name}: ${error.message}`);
    return error;
  }
  throw new Error(`expected ${name}, but it succeeded`);
}
