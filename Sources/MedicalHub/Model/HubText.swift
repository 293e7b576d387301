// SPDX-License-Identifier: Apache-2.0

/// Writes records as the published JSON array.
struct HubJSON {
    let layout: HubLayout

    /// The body, with a place left for each individual number in the order of the records.
    func body(of records: [HubRecord]) -> HubBody {
        var body = HubBody(capacity: 1_024 * max(records.count, 1))
        body.write("[")
        for (index, record) in records.enumerated() {
            if index > 0 { body.write(",") }
            write(record, &body)
        }
        body.write("]")
        return body
    }

    private func write(_ record: HubRecord, _ body: inout HubBody) {
        var object: Substring?
        var isFirst = true
        body.write("{")
        for item in layout.fields {
            guard let value = record[item.name] else { continue }
            let parts = item.name.split(separator: ".")
            let parent = parts.count == 2 ? parts[0] : nil
            if object != nil, parent != object {
                body.write("}")
                object = nil
            }
            if !isFirst { body.write(",") }
            if let parent, object == nil {
                body.write("\(quoted(String(parent))):{")
                object = parent
            }
            isFirst = false
            body.write("\(quoted(String(parts[parts.count - 1]))):")
            write(value, &body)
        }
        body.write(object == nil ? "}" : "}}")
    }

    private func write(_ value: HubValue, _ body: inout HubBody) {
        switch value {
        case .text(let text): body.write(quoted(text))
        case .flag(let flag): body.write(flag ? "true" : "false")
        case .individualNumber:
            body.write("\"")
            body.leavePlace()
            body.write("\"")
        case .details(let details):
            let items = details.map {
                "{\(quoted(layout.detail.label)):\(quoted($0.label)),"
                    + "\(quoted(layout.detail.text)):\(quoted($0.text))}"
            }
            body.write("[\(items.joined(separator: ","))]")
        }
    }

    private func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}

/// Writes the same records as CSV: UTF-8, CRLF, quoted where needed.
struct HubCSV {
    let table: HubTable

    func body(of records: [HubRecord]) -> HubBody {
        var body = HubBody(capacity: 1_024 * max(records.count, 1))
        body.write(table.columns.joined(separator: ",") + "\r\n")
        for record in records {
            for (index, column) in table.columns.enumerated() {
                if index > 0 { body.write(",") }
                switch record[column] {
                case .individualNumber: body.leavePlace()
                case .text(let text): body.write(cell(text))
                case .flag(let flag): body.write(flag ? "true" : "false")
                case .details(let details):
                    body.write(
                        cell(details.map { "\($0.label):\($0.text)" }.joined(separator: ";")))
                case nil: break
                }
            }
            body.write("\r\n")
        }
        return body
    }

    private func cell(_ text: String) -> String {
        let marks: Set<Character> = [",", "\"", "\r", "\n", "\r\n"]
        guard text.contains(where: marks.contains) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
