// SPDX-License-Identifier: Apache-2.0
public import Database
import Foundation
import Safeguards
import Vocabulary

struct ExtractionDefinitionRow: FactRow {
    static let table = "extraction_definition"
    static let columns = ["name", "question", "is_personal", "officer"]
    let name: String
    let question: String
    let isPersonal: Bool
    let officer: String

    var values: [any SQLValueConvertible] { [name, question, isPersonal, officer] }
}

struct ExtractionStepRow: FactRow {
    static let table = "extraction_step"
    static let columns = ["definition_id", "step", "officer", "reason"]
    let definition: Int64
    let step: String
    let officer: String
    let reason: String?

    var values: [any SQLValueConvertible] { [definition, step, officer, reason] }
}

/// The kept questions of the free extraction.
public enum ExtractionBook {
    private static let select = """
        SELECT d.id, d.name, d.question, d.is_personal, d.officer, d.recorded_at,
        (SELECT s.step FROM extraction_step s WHERE s.definition_id = d.id
            ORDER BY s.id DESC LIMIT 1)
        FROM extraction_definition d
        """

    /// Those that an officer may use or decide on, newest first.
    public static func all(from db: any Connection) throws -> [ExtractionDefinition] {
        try db.rows("\(select) ORDER BY d.id DESC", [], read).filter { $0.state != .ended }
    }

    public static func definition(
        _ id: Int64, from db: any Connection
    ) throws -> ExtractionDefinition? {
        try db.first("\(select) WHERE d.id = ?", [id], read)
    }

    private static func read(_ row: any Row) throws -> ExtractionDefinition {
        let question: ListQuestion
        do {
            question = try JSONDecoder().decode(ListQuestion.self, from: Data(row.text(2).utf8))
        } catch {
            throw Fault(.database, detail: "extraction_definition.question を読めません")
        }
        let state: ExtractionDefinition.State =
            switch row.optionalText(6) {
            case "asked": .waiting
            case "shared": .shared
            case "refused": .refused
            case "ended": .ended
            default: .own
            }
        return ExtractionDefinition(
            id: row.int64(0), name: row.text(1), question: question, isPersonal: row.bool(3),
            officer: row.text(4), madeAt: row.instant(5), state: state)
    }
}

extension ListQuestion {
    /// For keeping, in one spelling.
    var kept: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard let data = try? encoder.encode(self) else {
            preconditionFailure("texts can always be written")
        }
        return String(decoding: data, as: UTF8.self)
    }
}
