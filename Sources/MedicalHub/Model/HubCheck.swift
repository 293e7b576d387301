// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension HubLayout {
    /// Every rule of the published API that a record breaks, in the order of the items; empty is right.
    func problems(of record: HubRecord) -> [HubProblem] {
        fields.compactMap { problem(of: $0, in: record) }
            + record.values.keys.filter { !names.contains($0) }.sorted()
            .map { HubProblem($0, .unknown) }
    }

    /// Rows of one request that carry the same 履歴キー.
    func repeated(in records: [HubRecord]) -> [Int] {
        guard names.contains("historyKey") else { return [] }
        var seen: Set<String> = []
        return records.indices.filter { index in
            records[index].text("historyKey").map { !seen.insert($0).inserted } ?? false
        }
    }

    private func problem(of item: HubItem, in record: HubRecord) -> HubProblem? {
        guard let value = record[item.name] else {
            return item.required ? HubProblem(item.name, .required) : nil
        }
        switch (item.type, value) {
        case (.individualNumber, .individualNumber), (.flag, .flag): return nil
        case (.details, .details(let details)):
            return details.contains { $0.label.isEmpty } ? HubProblem(item.name, .required) : nil
        case (.text, .text(let text)): return problem(of: text, item)
        case (.date, .text(let text)): return problem(ofDate: text, item, record)
        default: return HubProblem(item.name, .value)
        }
    }

    private func problem(of text: String, _ item: HubItem) -> HubProblem? {
        // An empty text is no text.
        if text.isEmpty { return HubProblem(item.name, item.required ? .required : .length) }
        let length = text.unicodeScalars.count
        if let min = item.min, length < min { return HubProblem(item.name, .length) }
        if let max = item.max, length > max { return HubProblem(item.name, .length) }
        if let characters = item.characters, !characters.allow(text) {
            return HubProblem(item.name, .characters)
        }
        if let values = item.values, !values.contains(text) {
            return HubProblem(item.name, .value)
        }
        return nil
    }

    private func problem(
        ofDate text: String, _ item: HubItem, _ record: HubRecord
    ) -> HubProblem? {
        if text.isEmpty { return HubProblem(item.name, .required) }
        guard let day = CivilDate(iso: text) else { return HubProblem(item.name, .date) }
        if let other = item.notBefore.flatMap({ record.text($0) }).flatMap({ CivilDate(iso: $0) }),
            day < other
        {
            return HubProblem(item.name, .order)
        }
        return nil
    }
}

extension HubItem.Characters {
    func allow(_ text: String) -> Bool {
        switch self {
        case .digits: text.utf8.allSatisfy(Self.isDigit)
        case .alphanumeric: text.utf8.allSatisfy(Self.isAlphanumeric)
        case .conditions:
            text.split(separator: ";", omittingEmptySubsequences: false).allSatisfy { pair in
                let parts = pair.split(separator: "-", omittingEmptySubsequences: false)
                return parts.count == 2
                    && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(Self.isAlphanumeric) }
            }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
