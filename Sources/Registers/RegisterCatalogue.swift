// SPDX-License-Identifier: Apache-2.0
import Foundation
import Safeguards
import Vocabulary

/// The registers that come with the program (`Kinds/`) and the law's days that they use.
public struct RegisterCatalogue: Sendable {
    /// In the order of their groups and files.
    public let kinds: [RegisterKind]
    public let deadlines: Deadlines
    public let thresholds: [ThresholdRule]
    /// Where the rows of a person stand in System 1.
    public let personTables: [PersonTable]
    /// The same of System 2.
    public let addresseeTables: [PersonTable]
    /// Words for columns of System 2.
    public let addresseeWords: [String: String]
    private let byCode: [String: RegisterKind]

    public init(
        kinds: [RegisterKind], deadlines: Deadlines, thresholds: [ThresholdRule] = [],
        personTables: [PersonTable] = [], addresseeTables: [PersonTable] = [],
        addresseeWords: [String: String] = [:]
    ) {
        self.kinds = kinds
        self.deadlines = deadlines
        self.thresholds = thresholds
        self.personTables = personTables
        self.addresseeTables = addresseeTables
        self.addresseeWords = addresseeWords
        byCode = Dictionary(uniqueKeysWithValues: kinds.map { ($0.code, $0) })
    }

    /// Reads what comes with the program.
    /// - Throws: `KindProblem`, a file error.
    public static func standard() throws -> RegisterCatalogue {
        try RegisterCatalogue(folder: Bundle.module.bundleURL.appending(path: "Kinds"))
    }

    /// Reads a folder of kinds: `*.tsv`, of which `order.tsv` names the kinds in their order.
    init(folder: URL) throws {
        func text(_ name: String) throws -> String {
            try String(contentsOf: folder.appending(path: "\(name).tsv"), encoding: .utf8)
        }
        let names = try text("order").split(separator: "\n").filter { !$0.hasPrefix("#") }
        self.init(
            kinds: try names.map { try KindReader.read(text(String($0)), file: String($0)) },
            deadlines: try Deadlines(tsv: text("deadlines")),
            thresholds: try ThresholdRule.all(tsv: text("thresholds")),
            personTables: try PersonTable.all(tsv: text("person-tables")),
            addresseeTables: try PersonTable.all(tsv: text("person-tables-addressee")),
            addresseeWords: Dictionary(
                try Deadlines.lines(text("addressee-columns")).map { line, cells in
                    guard cells.count == 2 else {
                        throw KindProblem(
                            file: "addressee-columns", line: line, what: "読めない行です")
                    }
                    return (cells[0], cells[1])
                }
            ) { first, _ in first })
    }

    /// - Throws: `RegisterRefusal.unknownRegister`.
    public func kind(_ code: String) throws(RegisterRefusal) -> RegisterKind {
        guard let kind = byCode[code] else { throw .unknownRegister }
        return kind
    }

    /// The kinds of one screen.
    public func kinds(of desk: RegisterKind.Desk) -> [RegisterKind] {
        kinds.filter { $0.desk == desk }
    }
}

extension Deadlines {
    /// Reads `code from days verified source`, one a line.
    init(tsv text: String) throws(KindProblem) {
        var values: [Value] = []
        for (line, cells) in Self.lines(text) {
            guard cells.count == 5, let from = CivilDate(iso: cells[1]), let days = Int(cells[2])
            else { throw KindProblem(file: "deadlines", line: line, what: "読めない行です") }
            values.append(
                Value(
                    code: cells[0], from: from, days: days, source: cells[4],
                    isVerified: cells[3] == "verified"))
        }
        self.init(values)
    }

    /// The lines of a table with their numbers, without remarks.
    static func lines(_ text: String) -> [(Int, [String])] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.element.isEmpty && !$0.element.hasPrefix("#") }
            .map { index, line in
                (
                    index + 1,
                    line.split(separator: "\t", omittingEmptySubsequences: false)
                        .map(String.init)
                )
            }
    }
}
