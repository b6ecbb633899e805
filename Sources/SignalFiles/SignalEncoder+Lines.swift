import Timeline

extension SignalEncoder {
  func appendNDJSON(_ signals: SignalSet, to bytes: inout [UInt8]) throws(SignalFileError) {
    try checkKeys(signals, .ndjson)
    for comment in Self.comments(signals) {
      var writer = JSONWriter()
      writer.beginArray()
      writer.value("# \(comment)")
      writer.null()
      writer.value(0)
      writer.endArray()
      bytes.append(contentsOf: writer.bytes)
      bytes.append(0x0A)
    }
    for series in signals.series {
      var key = JSONWriter()
      key.value(MetricKey.text(of: series.key))
      for index in series.values.indices {
        bytes.append(0x5B)
        bytes.append(contentsOf: key.bytes)
        bytes.append(0x2C)
        let value = series.values[index]
        if value.isNaN {
          bytes.append(contentsOf: "null".utf8)
        } else {
          bytes.appendNumber(value)
        }
        bytes.append(0x2C)
        bytes.appendInteger(series.time(at: index).seconds)
        bytes.append(0x5D)
        bytes.append(0x0A)
      }
    }
  }

  func appendGraphite(_ signals: SignalSet, to bytes: inout [UInt8]) throws(SignalFileError) {
    try checkKeys(signals, .graphite)
    Self.appendComments(signals, to: &bytes)
    for series in signals.series {
      let key = Array(MetricKey.text(of: series.key).utf8)
      for index in series.values.indices {
        bytes.append(contentsOf: key)
        bytes.append(0x20)
        let value = series.values[index]
        if value.isNaN {
          // Carbon drops NaN on arrival, so a gap stays a gap there too.
          bytes.append(contentsOf: "nan".utf8)
        } else {
          bytes.appendNumber(value)
        }
        bytes.append(0x20)
        bytes.appendInteger(series.time(at: index).seconds)
        bytes.append(0x0A)
      }
    }
  }

  /// Throws unless every key can be read back as the signal it was made from.
  private func checkKeys(
    _ signals: SignalSet, _ format: SignalFormat
  ) throws(SignalFileError) {
    for series in signals.series {
      let text = MetricKey.text(of: series.key)
      let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != 0x22 && $0 != 0x23 }
      guard isPlain, MetricKey(text)?.key == series.key else {
        throw Self.cannotHold(
          format, "the key '\(PointParser.shown(text))' would not read back as \(series.key)",
          "write long-csv")
      }
    }
  }
}
