package io.amgi.kafka;

/**
 * The names that messages refer to settings by, such as those of properties.
 *
 * @param outboundServers the name of the setting for the bootstrap servers of all that is
 * sent; also part of a host name that no host has
 * @param servers the name of the setting for the bootstrap servers of injected templates
 * @param securityProtocol the name of the setting for the security protocol of producers
 */
public record KafkaSettingNames(String outboundServers, String servers, String securityProtocol) {

}
