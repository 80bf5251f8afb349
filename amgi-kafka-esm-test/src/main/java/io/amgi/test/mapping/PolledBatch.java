package io.amgi.test.mapping;

import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;

/**
 * Records that are to be delivered together.
 *
 * @param records the records, in order per partition
 * @param ends per partition, the offset to commit when all its records are done with
 */
record PolledBatch(List<PolledRecord> records, Map<TopicPartition, Long> ends) {

}
