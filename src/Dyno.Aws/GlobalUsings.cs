// The SDK's types share their names with the seam's: they are written Sdk.X here, everywhere.

global using Sdk = Amazon.DynamoDBv2.Model;
