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
