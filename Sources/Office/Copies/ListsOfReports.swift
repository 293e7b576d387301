// SPDX-License-Identifier: Apache-2.0
import Copying
import Entitlement
import Press
import Reports
import Safeguards

/// Answers the port of 複製・印刷 from the books: the ready-made lists of screen 1520.
struct ListsOfReports: ReadyMadeLists {
    let directory: any AddresseeDirectory

    var all: [ReadyMadeList] {
        OfficeList.allCases.map { list in
            ReadyMadeList(
                code: list.rawValue, title: list.title, explanation: list.explanation,
                columns: list.items.map { .init($0.code, $0.title, $0.field) },
                conditions: [
                    .init("on", list.condition.title, list.condition.isDay ? .day : .month)
                ])
        } + ExtractionSubject.allCases.map(free)
    }

    /// The list of the free extraction of a subject.
    private func free(_ subject: ExtractionSubject) -> ReadyMadeList {
        ReadyMadeList(
            code: Self.prefix + subject.rawValue, title: "自由抽出 \(subject.title)",
            explanation: subject.explanation,
            columns: subject.items.map {
                .init($0.code, $0.title, $0.field, isPersonal: $0.isPersonal)
            },
            conditions: (1...Extraction.mostConditions).map {
                .init("c\($0)", "条件\($0)（項目 ≧ 値）", .words)
            })
    }

    private static let prefix = "free-"

    /// The question of a free list; `nil` for a ready-made one.
    static func extraction(_ question: ListQuestion) throws -> Extraction? {
        guard question.list.hasPrefix(prefix) else { return nil }
        guard
            let subject = ExtractionSubject(rawValue: String(question.list.dropFirst(prefix.count)))
        else { throw CopyingRefusal.unknownList }
        return try Extraction(
            subject, items: question.items,
            conditions: (1...Extraction.mostConditions).compactMap { question.conditions["c\($0)"] }
        )
    }

    func checkWords(_ question: ListQuestion) throws { _ = try Self.extraction(question) }

    func rows(
        _ question: ListQuestion, limit: Int, in scope: Scope
    ) throws -> [[TableCell]] {
        if let extraction = try Self.extraction(question) {
            return try ReadExtraction.perform(
                extraction, limit: limit, directory: directory, in: scope)
        }
        guard let list = OfficeList(rawValue: question.list) else {
            throw CopyingRefusal.unknownList
        }
        return try ReadOfficeList.perform(
            list, value: question.conditions["on"] ?? "", items: question.items, limit: limit,
            directory: directory, in: scope)
    }
}
