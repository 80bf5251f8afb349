/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
