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

package io.amgi.payload;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * A specific record, as Avro's compiler generates them.
 */
public final class Placed extends SpecificRecordBase {

	/**
	 * The reader's schema.
	 */
	public static final Schema SCHEMA$ = new Schema.Parser().parse("""
			{"type":"record","name":"Placed","namespace":"io.amgi.payload","fields":[
				{"name":"id","type":"string"},
				{"name":"count","type":"long","aliases":["amount"]},
				{"name":"note","type":["null","string"],"default":null},
				{"name":"state","type":{"type":"enum","name":"State","symbols":["NEW","OTHER"],"default":"OTHER"},
					"default":"NEW"}]}
			""");

	private static final long serialVersionUID = 1L;

	private static final SpecificData MODEL$ = new SpecificData();

	private final Object[] values = new Object[4];

	public Placed() {
	}

	Placed(String id, long count) {
		this.values[0] = id;
		this.values[1] = count;
		this.values[3] = new GenericData.EnumSymbol(SCHEMA$.getField("state").schema(), "NEW");
	}

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

	String id() {
		return this.values[0].toString();
	}

	long count() {
		return (Long) this.values[1];
	}

	String note() {
		return (this.values[2] != null) ? this.values[2].toString() : null;
	}

	String state() {
		return String.valueOf(this.values[3]);
	}

	public String text() {
		return "%s %d %s %s".formatted(id(), count(), note(), state());
	}

}
