// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

/// 情報照会の記録 (番号法23条).
enum RecordBook {
    /// What a row of an inquiry says besides its state.
    struct Entry {
        let order: InquiryOrder
        let person: Int64
        let inquirer: String
        let line: CatalogueLine
        let requestedAt: Instant
        let isWithheld: Bool
    }

    /// Writes how an inquiry stands; each state once.
    static func note(
        _ state: InquiryRecord.State, of entry: Entry, provider: String? = nil,
        providedAt: Instant? = nil, refusal: String? = nil, permit: String? = nil,
        in scope: Scope
    ) throws {
        let known = try scope.db.first(
            "SELECT id FROM inquiry_record WHERE inquiry_number = ? AND state = ?",
            [entry.order.number, state.rawValue]
        ) { $0.int64(0) }
        guard known == nil else { return }
        try scope.facts.append(
            "inquiry_record",
            [
                "inquiry_number": entry.order.number, "person_id": entry.person,
                "inquirer": entry.inquirer, "provider": provider ?? entry.line.item.provider,
                "procedure_code": entry.line.procedure.code,
                "legal_basis": entry.line.item.legalBasis, "items": entry.items,
                "state": state.rawValue, "requested_at": entry.requestedAt,
                "provided_at": providedAt, "refusal_reason": refusal, "permit": permit,
                "is_withheld": entry.isWithheld,
            ])
    }

    static func records(
        _ question: InquiryRecordQuestion, from db: any Connection
    ) throws -> [InquiryRecord] {
        var conditions = ["1 = 1"]
        var arguments: [any SQLValueConvertible] = []
        func add(_ condition: String, _ value: any SQLValueConvertible) {
            conditions.append(condition)
            arguments.append(value)
        }
        if let number = question.number { add("r.inquiry_number = ?", number) }
        if let addressee = question.addressee { add("o.addressee = ?", addressee) }
        // Midnight in Japan, twelve hours before midday.
        func midnight(_ day: CivilDate) -> Instant {
            Instant(noonInJapan: day).adding(seconds: -43_200)
        }
        if let from = question.from { add("r.requested_at >= ?", midnight(from)) }
        if let until = question.until {
            add("r.requested_at < ?", midnight(until).adding(seconds: 86_400))
        }
        return try db.rows(
            """
            SELECT r.inquiry_number, o.addressee, r.inquirer, r.provider, r.procedure_code,
            r.legal_basis, r.items, r.state, r.requested_at, r.provided_at, r.refusal_reason,
            r.permit, r.is_withheld, r.recorded_at
            FROM inquiry_record r LEFT JOIN inquiry_order o ON o.inquiry_number = r.inquiry_number
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY r.id DESC LIMIT ?
            """, arguments + [question.limit]
        ) { row in
            InquiryRecord(
                number: row.text(0), addressee: row.optionalAddressee(1), inquirer: row.text(2),
                provider: row.text(3), procedure: row.text(4), legalBasis: row.text(5),
                items: row.text(6), state: row.code(7), requestedAt: row.instant(8),
                providedAt: row.optionalInstant(9), refusalReason: row.optionalText(10),
                permit: row.optionalText(11), isWithheld: row.bool(12),
                recordedAt: row.instant(13))
        }
    }
}

extension RecordBook.Entry {
    fileprivate var items: String {
        "\(line.item.title): " + line.item.fields.map(\.title).joined(separator: "、")
    }
}
