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

package io.amgi.benchmarks;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * An order in Avro, as Avro's compiler generates such classes.
 */
public final class AvroOrder extends SpecificRecordBase {

	/**
	 * The schema.
	 */
	public static final Schema SCHEMA$ = new Schema.Parser().parse("""
			{"type":"record","name":"AvroOrder","namespace":"io.amgi.benchmarks","fields":[
				{"name":"id","type":"string"},{"name":"customer","type":"string"},
				{"name":"region","type":"string"},{"name":"currency","type":"string"},
				{"name":"cents","type":"long"},{"name":"items","type":"int"},
				{"name":"express","type":"boolean"},{"name":"note","type":"string"}]}
			""");

	private static final long serialVersionUID = 1L;

	private static final SpecificData MODEL$ = new SpecificData();

	private final Object[] values = new Object[8];

	@Override
	public SpecificData getSpecificData() {
		return MODEL$;
	}

	@Override
	public Schema getSchema() {
		return SCHEMA$;
	}

	@Override
	public Object get(int field) {
		return this.values[field];
	}

	@Override
	public void put(int field, Object value) {
		this.values[field] = value;
	}

	long cents() {
		return (Long) this.values[4];
	}

	CharSequence note() {
		return (CharSequence) this.values[7];
	}

}
