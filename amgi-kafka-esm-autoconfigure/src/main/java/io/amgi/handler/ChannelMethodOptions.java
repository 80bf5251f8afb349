package io.amgi.handler;

/**
 * Options for channel methods, and the names that messages refer to settings by, such as
 * those of properties with their values.
 *
 * @param batches whether methods may take batches, for which a message scope has to be a
 * topic-partition
 * @param batchSetting the setting that makes a message scope a topic-partition
 * @param proxySetting the setting that makes the proxy of a bean a subclass of its class
 */
public record ChannelMethodOptions(boolean batches, String batchSetting, String proxySetting) {

}
