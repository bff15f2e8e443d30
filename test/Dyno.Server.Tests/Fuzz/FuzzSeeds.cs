// Long because it holds a valid request for every operation and every way of writing one.
// The valid requests that cases are made from, and the tables that they speak of: partition and sort keys, indexes of both kinds, every type of value,
// expressions, the parameters before them, and PartiQL. STREAM_ARN, SHARD_ID and SHARD_ITERATOR stand for what the target finds there.

namespace Dyno.Server.Tests.Fuzz;

internal static class FuzzSeeds
{
    /// <summary>What creates the tables; sent again from time to time, because cases delete them.</summary>
    public static readonly (string Operation, string Body)[] Tables =
    [
        ("CreateTable",
            """
            {"TableName":"Orders","BillingMode":"PAY_PER_REQUEST",
             "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"sk","AttributeType":"S"},{"AttributeName":"state","AttributeType":"S"},{"AttributeName":"amount","AttributeType":"N"}],
             "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],
             "GlobalSecondaryIndexes":[{"IndexName":"byState","KeySchema":[{"AttributeName":"state","KeyType":"HASH"},{"AttributeName":"amount","KeyType":"RANGE"}],"Projection":{"ProjectionType":"ALL"}}],
             "LocalSecondaryIndexes":[{"IndexName":"byAmount","KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"amount","KeyType":"RANGE"}],"Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["note"]}}],
             "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}}
            """),
        ("CreateTable",
            """
            {"TableName":"Plain","ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":5},
             "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"N"}],"KeySchema":[{"AttributeName":"id","KeyType":"HASH"}]}
            """),
        ("PutItem",
            """{"TableName":"Orders","Item":{"pk":{"S":"a"},"sk":{"S":"1"},"state":{"S":"open"},"amount":{"N":"1.5"},"list":{"L":[{"N":"1"},{"S":"two"},{"M":{"x":{"BOOL":true}}}]},"map":{"M":{"a":{"M":{"b":{"L":[{"N":"7"}]}}}}},"ss":{"SS":["x","y"]},"ns":{"NS":["1","2"]},"bs":{"BS":["AA==","AQI="]},"bin":{"B":"AAEC"},"nul":{"NULL":true},"ttl":{"N":"1"}}}"""),
        ("PutItem", """{"TableName":"Plain","Item":{"id":{"N":"1"},"v":{"S":"x"}}}"""),
    ];

    public static readonly (string Operation, string Body)[] Requests =
    [
        .. Tables,
        ("PutItem", """{"TableName":"Orders","Item":{"pk":{"S":"a"},"sk":{"S":"2"},"state":{"S":"paid"},"amount":{"N":"-1e10"}},"ConditionExpression":"attribute_not_exists(pk) OR (#s <> :o AND size(#m.a) > :n)","ExpressionAttributeNames":{"#s":"state","#m":"map"},"ExpressionAttributeValues":{":o":{"S":"open"},":n":{"N":"0"}},"ReturnValues":"ALL_OLD","ReturnConsumedCapacity":"INDEXES","ReturnItemCollectionMetrics":"SIZE","ReturnValuesOnConditionCheckFailure":"ALL_OLD"}"""),
        ("PutItem", """{"TableName":"Orders","Item":{"pk":{"S":"a"},"sk":{"S":"1"}},"Expected":{"state":{"Value":{"S":"open"}},"amount":{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"N":"0"},{"N":"9"}]},"none":{"Exists":false}},"ConditionalOperator":"OR"}"""),
        ("UpdateItem", """{"TableName":"Orders","Key":{"pk":{"S":"a"},"sk":{"S":"1"}},"UpdateExpression":"SET #l[1] = :x, map.a.b = list_append(if_not_exists(map.a.b, :e), :e), amount = amount + :n REMOVE #l[0], nul ADD ns :ns, cnt :n DELETE ss :ss","ConditionExpression":"contains(ss, :x) OR begins_with(pk, :x) OR attribute_type(pk, :t) AND NOT (amount BETWEEN :n AND :n) AND state IN (:x, :t)","ExpressionAttributeNames":{"#l":"list"},"ExpressionAttributeValues":{":x":{"S":"x"},":e":{"L":[{"N":"1"}]},":n":{"N":"1"},":ns":{"NS":["3"]},":ss":{"SS":["y"]},":t":{"S":"S"}},"ReturnValues":"UPDATED_NEW"}"""),
        ("UpdateItem", """{"TableName":"Orders","Key":{"pk":{"S":"a"},"sk":{"S":"1"}},"AttributeUpdates":{"state":{"Action":"PUT","Value":{"S":"new"}},"amount":{"Action":"ADD","Value":{"N":"1"}},"ss":{"Action":"DELETE","Value":{"SS":["x"]}},"nul":{"Action":"DELETE"}},"Expected":{"pk":{"ComparisonOperator":"NOT_NULL"}},"ReturnValues":"ALL_NEW"}"""),
        ("UpdateItem", """{"TableName":"Plain","Key":{"id":{"N":"1"}},"UpdateExpression":"SET v = :v","ExpressionAttributeValues":{":v":{"M":{"deep":{"L":[]}}}}}"""),
        ("DeleteItem", """{"TableName":"Orders","Key":{"pk":{"S":"a"},"sk":{"S":"2"}},"ConditionExpression":"attribute_exists(sk)","ReturnValues":"ALL_OLD"}"""),
        ("DeleteItem", """{"TableName":"Plain","Key":{"id":{"N":"1"}},"Expected":{"v":{"ComparisonOperator":"CONTAINS","AttributeValueList":[{"S":"x"}]}}}"""),
        ("GetItem", """{"TableName":"Orders","Key":{"pk":{"S":"a"},"sk":{"S":"1"}},"ConsistentRead":true,"ProjectionExpression":"#l[0], map.a.b[0], ss","ExpressionAttributeNames":{"#l":"list"},"ReturnConsumedCapacity":"TOTAL"}"""),
        ("GetItem", """{"TableName":"Orders","Key":{"pk":{"S":"a"},"sk":{"S":"1"}},"AttributesToGet":["list","map"]}"""),
        ("Query", """{"TableName":"Orders","KeyConditionExpression":"pk = :p AND begins_with(sk, :s)","FilterExpression":"amount > :n AND NOT attribute_exists(#x)","ProjectionExpression":"pk, #x.y[2]","ExpressionAttributeNames":{"#x":"list"},"ExpressionAttributeValues":{":p":{"S":"a"},":s":{"S":"1"},":n":{"N":"0"}},"Limit":5,"ScanIndexForward":false,"ExclusiveStartKey":{"pk":{"S":"a"},"sk":{"S":"1"}}}"""),
        ("Query", """{"TableName":"Orders","IndexName":"byState","KeyConditionExpression":"#s = :s AND amount BETWEEN :a AND :b","ExpressionAttributeNames":{"#s":"state"},"ExpressionAttributeValues":{":s":{"S":"open"},":a":{"N":"0"},":b":{"N":"9"}},"Select":"COUNT","ExclusiveStartKey":{"pk":{"S":"a"},"sk":{"S":"1"},"state":{"S":"open"},"amount":{"N":"1"}}}"""),
        ("Query", """{"TableName":"Orders","IndexName":"byAmount","ConsistentRead":true,"KeyConditions":{"pk":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"a"}]},"amount":{"ComparisonOperator":"GE","AttributeValueList":[{"N":"1"}]}},"QueryFilter":{"note":{"ComparisonOperator":"NULL"}},"AttributesToGet":["pk"]}"""),
        ("Scan", """{"TableName":"Orders","Segment":1,"TotalSegments":4,"FilterExpression":"size(ss) <= :n","ExpressionAttributeValues":{":n":{"N":"3"}},"Limit":10}"""),
        ("Scan", """{"TableName":"Orders","IndexName":"byState","ScanFilter":{"state":{"ComparisonOperator":"IN","AttributeValueList":[{"S":"open"},{"S":"paid"}]},"amount":{"ComparisonOperator":"NE","AttributeValueList":[{"N":"4"}]}},"ConditionalOperator":"AND","Select":"ALL_ATTRIBUTES"}"""),
        ("BatchGetItem", """{"RequestItems":{"Orders":{"Keys":[{"pk":{"S":"a"},"sk":{"S":"1"}},{"pk":{"S":"b"},"sk":{"S":"1"}}],"ProjectionExpression":"#p","ExpressionAttributeNames":{"#p":"pk"},"ConsistentRead":true},"Plain":{"Keys":[{"id":{"N":"1"}}],"AttributesToGet":["v"]}},"ReturnConsumedCapacity":"TOTAL"}"""),
        ("BatchWriteItem", """{"RequestItems":{"Orders":[{"PutRequest":{"Item":{"pk":{"S":"b"},"sk":{"S":"1"}}}},{"DeleteRequest":{"Key":{"pk":{"S":"c"},"sk":{"S":"1"}}}}],"Plain":[{"PutRequest":{"Item":{"id":{"N":"2"}}}}]},"ReturnItemCollectionMetrics":"SIZE"}"""),
        ("TransactWriteItems", """{"ClientRequestToken":"token","TransactItems":[{"Put":{"TableName":"Orders","Item":{"pk":{"S":"t"},"sk":{"S":"1"}},"ConditionExpression":"attribute_not_exists(pk)"}},{"Update":{"TableName":"Plain","Key":{"id":{"N":"1"}},"UpdateExpression":"SET v = :v","ExpressionAttributeValues":{":v":{"S":"y"}}}},{"Delete":{"TableName":"Orders","Key":{"pk":{"S":"t"},"sk":{"S":"2"}}}},{"ConditionCheck":{"TableName":"Orders","Key":{"pk":{"S":"a"},"sk":{"S":"1"}},"ConditionExpression":"attribute_exists(pk)","ReturnValuesOnConditionCheckFailure":"ALL_OLD"}}]}"""),
        ("TransactGetItems", """{"TransactItems":[{"Get":{"TableName":"Orders","Key":{"pk":{"S":"a"},"sk":{"S":"1"}},"ProjectionExpression":"pk, list[0]"}},{"Get":{"TableName":"Plain","Key":{"id":{"N":"1"}}}}]}"""),
        ("ExecuteStatement", """{"Statement":"SELECT pk, list[0], map.a.b FROM \"Orders\".\"byState\" WHERE state = ? AND amount BETWEEN 0 AND 9 ORDER BY amount DESC","Parameters":[{"S":"open"}],"Limit":3}"""),
        ("ExecuteStatement", """{"Statement":"SELECT * FROM Orders WHERE pk IN ['a','b'] AND (contains(ss, 'x') OR begins_with(sk, '1')) AND attribute_type(pk, 'S') AND size(ss) > 0 AND amount IS NOT MISSING","ConsistentRead":true}"""),
        ("ExecuteStatement", """{"Statement":"INSERT INTO \"Orders\" VALUE {'pk': 'i', 'sk': ?, 'list': [1, -2.5e3, 'x', {'y': true}, <<1, 2>>], 'n': NULL, 'ss': <<'a','b'>>}","Parameters":[{"S":"q"}]}"""),
        ("ExecuteStatement", """{"Statement":"UPDATE \"Orders\" SET map.a.b[0] = 5 SET list = list_append(list, [1]) REMOVE nul SET ss = set_add(ss, <<'z'>>) WHERE pk = 'a' AND sk = '1' AND EXISTS(SELECT * FROM Orders WHERE pk='a' AND sk='1') RETURNING MODIFIED NEW *"}"""),
        ("ExecuteStatement", """{"Statement":"DELETE FROM \"Orders\" WHERE pk = 'i' AND sk = 'q' AND NOT amount > 3 RETURNING ALL OLD *"}"""),
        ("BatchExecuteStatement", """{"Statements":[{"Statement":"SELECT * FROM Plain WHERE id = 1","ConsistentRead":true},{"Statement":"SELECT v FROM Plain WHERE id = ?","Parameters":[{"N":"2"}]}],"ReturnConsumedCapacity":"TOTAL"}"""),
        ("ExecuteTransaction", """{"TransactStatements":[{"Statement":"UPDATE Plain SET v = 'z' WHERE id = 1"},{"Statement":"INSERT INTO Plain VALUE {'id': ?}","Parameters":[{"N":"77"}]}],"ClientRequestToken":"other"}"""),
        ("DescribeTable", """{"TableName":"Orders"}"""),
        ("DescribeTable", """{"TableName":"arn:aws:dynamodb:us-east-1:000000000000:table/Orders"}"""),
        ("ListTables", """{"Limit":3,"ExclusiveStartTableName":"Abc"}"""),
        ("UpdateTable", """{"TableName":"Plain","ProvisionedThroughput":{"ReadCapacityUnits":6,"WriteCapacityUnits":6},"BillingMode":"PROVISIONED","DeletionProtectionEnabled":false,"TableClass":"STANDARD"}"""),
        ("UpdateTable", """{"TableName":"Orders","AttributeDefinitions":[{"AttributeName":"extra","AttributeType":"S"}],"GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"byExtra","KeySchema":[{"AttributeName":"extra","KeyType":"HASH"}],"Projection":{"ProjectionType":"KEYS_ONLY"}}}],"StreamSpecification":{"StreamEnabled":false}}"""),
        ("UpdateTable", """{"TableName":"Orders","GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"byExtra"}}]}"""),
        ("DeleteTable", """{"TableName":"Plain"}"""),
        ("UpdateTimeToLive", """{"TableName":"Orders","TimeToLiveSpecification":{"AttributeName":"ttl","Enabled":true}}"""),
        ("DescribeTimeToLive", """{"TableName":"Orders"}"""),
        ("TagResource", """{"ResourceArn":"arn:aws:dynamodb:us-east-1:000000000000:table/Orders","Tags":[{"Key":"k","Value":"v"}]}"""),
        ("UntagResource", """{"ResourceArn":"arn:aws:dynamodb:us-east-1:000000000000:table/Orders","TagKeys":["k"]}"""),
        ("ListTagsOfResource", """{"ResourceArn":"arn:aws:dynamodb:us-east-1:000000000000:table/Orders"}"""),
        ("DescribeLimits", "{}"),
        ("DescribeEndpoints", "{}"),
        ("DescribeContinuousBackups", """{"TableName":"Orders"}"""),
        ("ListStreams", """{"TableName":"Orders","Limit":2}"""),
        ("DescribeStream", """{"StreamArn":"STREAM_ARN","Limit":1,"ExclusiveStartShardId":"SHARD_ID"}"""),
        ("GetShardIterator", """{"StreamArn":"STREAM_ARN","ShardId":"SHARD_ID","ShardIteratorType":"AT_SEQUENCE_NUMBER","SequenceNumber":"100000000000000000001"}"""),
        ("GetShardIterator", """{"StreamArn":"STREAM_ARN","ShardId":"SHARD_ID","ShardIteratorType":"TRIM_HORIZON"}"""),
        ("GetRecords", """{"ShardIterator":"SHARD_ITERATOR","Limit":10}"""),
    ];

    /// <summary>Pieces that meet something in a parser when they stand where they should not.</summary>
    public static readonly string[] Tokens =
    [
        "AND", "OR", "NOT", "IN", "BETWEEN", "SET", "REMOVE", "ADD", "DELETE", "(", ")", "[", "]", "[0]", "[99999999999]", "[-1]", ".", ",", "=", "<>", "<=", ">", "+", "-",
        "#s", "#", ":n", ":", ":x", "pk", "sk", "state", "list", "attribute_exists(", "attribute_not_exists(pk)", "attribute_type(pk, :t)", "size(", "contains(", "begins_with(",
        "if_not_exists(", "list_append(", "SELECT", "*", "FROM", "WHERE", "INSERT", "INTO", "VALUE", "UPDATE", "RETURNING", "ALL OLD *", "ORDER BY", "EXISTS(", "MISSING", "NULL",
        "IS", "'", "\"", "''", "?", "<<", ">>", "{", "}", "1e400", "-0", "0.00000000000000000000000000000000000000000001", "99999999999999999999999999999999999999999", "\\", "\0", "\t",
        "é", "🐻", "\ud83d", "/*", "--", ";", "true", "S", "N", "HASH", "RANGE",
    ];
}
