#!/usr/bin/env bash
# Sends ten records, of which the fourth is a poison pill, and prints how often each was
# delivered and what reached the destination. Not run yet: see README.md.
set -euo pipefail

if [ $# -ne 5 ]; then
	echo "Usage: $0 <function> <bootstrap-servers> <client.properties> <topic> <failure-topic>" >&2
	exit 64
fi
function=$1
servers=$2
properties=$3
topic=$4
failure_topic=$5
started=$(($(date +%s) * 1000))

for value in a b c poison e f g h i j; do
	echo "$value"
done | kafka-console-producer.sh --bootstrap-server "$servers" --producer.config "$properties" --topic "$topic"

echo "Waiting for the retries to be used up"
for _ in $(seq 20); do
	sleep 15
	failed=$(kafka-console-consumer.sh --bootstrap-server "$servers" --consumer.config "$properties" \
		--topic "$failure_topic" --from-beginning --timeout-ms 10000 --property print.headers=true 2>/dev/null || true)
	if [ -n "$failed" ]; then
		break
	fi
done

echo "Deliveries of each record (count, offset, value):"
aws logs filter-log-events --log-group-name "/aws/lambda/$function" --start-time "$started" \
	--filter-pattern '"delivered"' --query 'events[].message' --output text |
	tr '\t' '\n' | sed -n 's/^delivered [^ ]* \(offset=.*\)$/\1/p' | sort -V | uniq -c

echo "Invocations (count of records, request):"
aws logs filter-log-events --log-group-name "/aws/lambda/$function" --start-time "$started" \
	--filter-pattern '"delivered"' --query 'events[].message' --output text |
	tr '\t' '\n' | sed -n 's/^delivered \([^ ]*\) .*$/\1/p' | uniq -c

echo "In the destination:"
echo "${failed:-nothing}"
