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
