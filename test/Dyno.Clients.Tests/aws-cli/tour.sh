#!/usr/bin/env bash
# aws-cli: the commands of its users' first hour, with shorthand and JSON arguments, queries and waiters.
set -euo pipefail
: "${DYNO_ENDPOINT:?}"
export AWS_ACCESS_KEY_ID=tour AWS_SECRET_ACCESS_KEY=tour AWS_DEFAULT_REGION=us-east-1 AWS_PAGER="" AWS_MAX_ATTEMPTS=1
table="aws-cli-$$-$(date +%s)"
dynamodb() { aws --endpoint-url "$DYNO_ENDPOINT" dynamodb "$@"; }
equal() { [ "$1" = "$2" ] || { echo "expected <$1>, but it was <$2>" >&2; exit 1; }; }

dynamodb create-table --table-name "$table" --billing-mode PAY_PER_REQUEST \
  --attribute-definitions AttributeName=Artist,AttributeType=S AttributeName=Song,AttributeType=S AttributeName=Genre,AttributeType=S \
  --key-schema AttributeName=Artist,KeyType=HASH AttributeName=Song,KeyType=RANGE \
  --global-secondary-indexes "IndexName=ByGenre,KeySchema=[{AttributeName=Genre,KeyType=HASH}],Projection={ProjectionType=ALL}" >/dev/null
dynamodb wait table-exists --table-name "$table"
equal ACTIVE "$(dynamodb describe-table --table-name "$table" --query Table.TableStatus --output text)"

dynamodb put-item --table-name "$table" --item '{"Artist":{"S":"Acme"},"Song":{"S":"One"},"Genre":{"S":"pop"},"Awards":{"N":"3"}}'
items=""
for i in 2 3 4 5; do
  items="$items{\"PutRequest\":{\"Item\":{\"Artist\":{\"S\":\"Acme\"},\"Song\":{\"S\":\"S$i\"},\"Genre\":{\"S\":\"rock\"},\"Awards\":{\"N\":\"$i\"}}}},"
done
equal 0 "$(dynamodb batch-write-item --request-items "{\"$table\":[${items%,}]}" --query 'length(keys(UnprocessedItems))' --output text)"

equal 3 "$(dynamodb get-item --table-name "$table" --key '{"Artist":{"S":"Acme"},"Song":{"S":"One"}}' --query Item.Awards.N --output text)"
equal 4 "$(dynamodb update-item --table-name "$table" --key '{"Artist":{"S":"Acme"},"Song":{"S":"One"}}' --update-expression 'ADD Awards :n' \
  --expression-attribute-values '{":n":{"N":"1"}}' --return-values UPDATED_NEW --query Attributes.Awards.N --output text)"
equal 4 "$(dynamodb query --table-name "$table" --key-condition-expression 'Artist = :a AND begins_with(Song, :s)' \
  --expression-attribute-values '{":a":{"S":"Acme"},":s":{"S":"S"}}' --select COUNT --query Count --output text)"
# The tool follows pages by itself.
equal 5 "$(dynamodb scan --table-name "$table" --page-size 2 --query 'length(Items)' --output json)"
equal 4 "$(dynamodb query --table-name "$table" --index-name ByGenre --key-condition-expression 'Genre = :g' \
  --expression-attribute-values '{":g":{"S":"rock"}}' --page-size 3 --query 'length(Items)' --output json)"

refusal="$(dynamodb put-item --table-name "$table" --item '{"Artist":{"S":"Acme"},"Song":{"S":"One"}}' --condition-expression 'attribute_not_exists(Artist)' 2>&1)" \
  && { echo "the condition should have failed" >&2; exit 1; }
case $refusal in *"ConditionalCheckFailedException"*"The conditional request failed"*) ;; *) echo "$refusal" >&2; exit 1 ;; esac
dynamodb transact-write-items --transact-items "[{\"Delete\":{\"TableName\":\"$table\",\"Key\":{\"Artist\":{\"S\":\"Acme\"},\"Song\":{\"S\":\"S2\"}}}},
  {\"Update\":{\"TableName\":\"$table\",\"Key\":{\"Artist\":{\"S\":\"Acme\"},\"Song\":{\"S\":\"S3\"}},\"UpdateExpression\":\"SET Awards = :z\",\"ExpressionAttributeValues\":{\":z\":{\"N\":\"0\"}}}}]"
equal 4 "$(dynamodb scan --table-name "$table" --select COUNT --query Count --output text)"

dynamodb delete-table --table-name "$table" >/dev/null
dynamodb wait table-not-exists --table-name "$table"
echo ok
