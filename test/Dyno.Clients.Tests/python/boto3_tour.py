"""boto3, the AWS SDK for Python: the table resource and the low-level client."""
import os
import sys
import time
from decimal import Decimal

import boto3
from boto3.dynamodb.conditions import Attr, Key
from boto3.dynamodb.types import Binary
from botocore.exceptions import ClientError

arguments = {
    "endpoint_url": os.environ["DYNO_ENDPOINT"],
    "region_name": "us-east-1",
    "aws_access_key_id": "tour",
    "aws_secret_access_key": "tour",
}
dynamodb = boto3.resource("dynamodb", **arguments)
client = dynamodb.meta.client
name = f"boto3-{os.getpid()}-{int(time.time())}"


def refused(code, call, **parameters):
    """The error that a call ends with, whose code must be this."""
    try:
        call(**parameters)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return error.response
    raise AssertionError(f"{code} was expected")


table = dynamodb.create_table(
    TableName=name,
    BillingMode="PROVISIONED",
    ProvisionedThroughput={"ReadCapacityUnits": 1000, "WriteCapacityUnits": 1000},
    AttributeDefinitions=[
        {"AttributeName": "device", "AttributeType": "S"},
        {"AttributeName": "at", "AttributeType": "N"},
        {"AttributeName": "kind", "AttributeType": "S"},
        {"AttributeName": "value", "AttributeType": "N"},
    ],
    KeySchema=[{"AttributeName": "device", "KeyType": "HASH"}, {"AttributeName": "at", "KeyType": "RANGE"}],
    GlobalSecondaryIndexes=[
        {
            "IndexName": "byKind",
            "KeySchema": [{"AttributeName": "kind", "KeyType": "HASH"}, {"AttributeName": "at", "KeyType": "RANGE"}],
            "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["value"]},
            "ProvisionedThroughput": {"ReadCapacityUnits": 1000, "WriteCapacityUnits": 1000},
        }
    ],
    LocalSecondaryIndexes=[
        {
            "IndexName": "byValue",
            "KeySchema": [{"AttributeName": "device", "KeyType": "HASH"}, {"AttributeName": "value", "KeyType": "RANGE"}],
            "Projection": {"ProjectionType": "ALL"},
        }
    ],
)
table.wait_until_exists()
assert table.table_status == "ACTIVE" and table.item_count == 0
assert table.provisioned_throughput["ReadCapacityUnits"] == 1000

# Every type there is, there and back.
item = {
    "device": "d1", "at": Decimal(1), "kind": "temperature", "value": Decimal("-12.345678901234567890123456789"),
    "raw": Binary(bytes(range(256))), "ok": True, "none": None, "list": ["a", Decimal(1), [False]], "map": {"ü": {"日": "本"}},
    "ss": {"a", "b"}, "ns": {Decimal("1.5"), Decimal(2)}, "bs": {Binary(b"\x00"), Binary(b"\x01\x02")}, "empty": "",
}
table.put_item(Item=item)
got = table.get_item(Key={"device": "d1", "at": 1}, ConsistentRead=True, ReturnConsumedCapacity="TOTAL")
assert got["Item"] == item, got["Item"]
assert got["ConsumedCapacity"]["CapacityUnits"] == 1
assert "Item" not in table.get_item(Key={"device": "nobody", "at": 1})

answer = table.update_item(
    Key={"device": "d1", "at": 1},
    UpdateExpression="SET #m.x = :x, #l[0] = :y REMOVE #n ADD #v :one DELETE ss :b",
    ConditionExpression=Attr("kind").eq("temperature") & Attr("ok").exists(),
    ExpressionAttributeNames={"#m": "map", "#l": "list", "#n": "none", "#v": "value"},
    ExpressionAttributeValues={":x": 1, ":y": "z", ":one": 1, ":b": {"b"}},
    ReturnValues="ALL_NEW",
)["Attributes"]
assert answer["map"] == {"ü": {"日": "本"}, "x": 1} and answer["list"][0] == "z" and answer["ss"] == {"a"} and "none" not in answer
assert answer["value"] == Decimal("-11.345678901234567890123456789")
refused("ConditionalCheckFailedException", table.delete_item, Key={"device": "d1", "at": 1}, ConditionExpression=Attr("ok").eq(False))
refused("ValidationException", table.put_item, Item={"device": "d1"})
refused("ResourceNotFoundException", dynamodb.Table("nowhere").get_item, Key={"a": 1})

with table.batch_writer() as batch:
    for i in range(100):
        batch.put_item(Item={"device": "d2", "at": i, "kind": "even" if i % 2 == 0 else "odd", "value": 1000 - i, "pad": "x" * 200})
keys = {"Keys": [{"device": "d2", "at": i} for i in range(95, 105)], "ProjectionExpression": "#a", "ExpressionAttributeNames": {"#a": "at"}}
assert sorted(k["at"] for k in dynamodb.batch_get_item(RequestItems={name: keys})["Responses"][name]) == [95, 96, 97, 98, 99]

seen = []
page = {"KeyConditionExpression": Key("device").eq("d2") & Key("at").between(10, 59), "FilterExpression": Attr("kind").eq("odd"), "Limit": 20}
while True:
    answer = table.query(**page)
    seen += [int(i["at"]) for i in answer["Items"]]
    assert answer["ScannedCount"] <= 20
    if "LastEvaluatedKey" not in answer:
        break
    page["ExclusiveStartKey"] = answer["LastEvaluatedKey"]
assert seen == list(range(11, 60, 2)), seen
even = table.query(IndexName="byKind", KeyConditionExpression=Key("kind").eq("even") & Key("at").gte(90), ScanIndexForward=False)["Items"]
assert [int(i["at"]) for i in even] == [98, 96, 94, 92, 90] and "pad" not in even[0] and even[0]["value"] == 902
assert table.query(IndexName="byValue", KeyConditionExpression=Key("device").eq("d2") & Key("value").lt(905))["Count"] == 4
pages = list(client.get_paginator("scan").paginate(TableName=name, PaginationConfig={"PageSize": 30}))
assert sum(p["Count"] for p in pages) == 101 and len(pages) >= 4

client.transact_write_items(TransactItems=[
    {"Put": {"TableName": name, "Item": {"device": "d3", "at": 1}, "ConditionExpression": "attribute_not_exists(device)"}},
    {"Delete": {"TableName": name, "Key": {"device": "d2", "at": 0}}},
])
response = refused("TransactionCanceledException", client.transact_write_items, TransactItems=[
    {"Put": {"TableName": name, "Item": {"device": "d3", "at": 1}, "ConditionExpression": "attribute_not_exists(device)", "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}},
    {"Delete": {"TableName": name, "Key": {"device": "d2", "at": 1}}},
])
assert [r["Code"] for r in response["CancellationReasons"]] == ["ConditionalCheckFailed", "None"]
assert "Item" in response["CancellationReasons"][0]
assert "Item" in table.get_item(Key={"device": "d2", "at": 1})

# The old parameters, which boto3 still sends where it is asked to.
refused("ConditionalCheckFailedException", client.put_item, TableName=name, Item={"device": "d3", "at": 1}, Expected={"device": {"Exists": False}})
old = client.query(TableName=name, KeyConditions={"device": {"ComparisonOperator": "EQ", "AttributeValueList": ["d2"]}}, AttributesToGet=["at"], Limit=1)
assert old["Items"] == [{"at": 1}]

table.delete()
table.wait_until_not_exists()
print("ok", boto3.__version__, sys.version.split()[0])
