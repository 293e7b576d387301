// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Reports

/// The record items of the assessment; needs no installation.
struct Records: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "評価書の別添1 の記録項目と、それぞれの置き場所を並べる")
    @OptionGroup var options: InspectOptions

    /// One item, with null where it has no place yet.
    private struct Line: Encodable {
        let item: RecordItem

        private enum Key: String, CodingKey {
            case group, number, item, table, column, screen, meaning
        }

        func encode(to encoder: any Encoder) throws {
            var line = encoder.container(keyedBy: Key.self)
            try line.encode(item.group, forKey: .group)
            try line.encode(item.number, forKey: .number)
            try line.encode(item.item, forKey: .item)
            try line.encode(item.place?.table, forKey: .table)
            try line.encode(item.place?.column, forKey: .column)
            try line.encode(item.screen, forKey: .screen)
            try line.encode(item.meaning, forKey: .meaning)
        }
    }

    func run() throws {
        let items = try RecordCatalogue.items()
        for item in items {
            if options.json {
                try Output.standard.json(Line(item: item))
            } else {
                let place = item.place.map { "\($0.table).\($0.column)" } ?? "置き場所なし"
                Output.standard.write(
                    "\(item.group.rawValue)\t\(item.number)\t\(item.item)\t\(place)"
                        + "\t\(item.screen ?? "画面なし")\t\(item.meaning)\n")
            }
        }
        let homeless = items.filter { $0.place == nil || $0.screen == nil }
        guard homeless.isEmpty else {
            Output.complain(
                "置き場所のない記録項目が\(homeless.count)あります: "
                    + homeless.map { "\($0.group.rawValue) \($0.number) \($0.item)" }
                    .joined(separator: "、"))
            throw ExitStatus.no
        }
    }
}
