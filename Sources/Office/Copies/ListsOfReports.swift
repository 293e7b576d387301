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
        }
    }

    func rows(
        _ question: ListQuestion, limit: Int, in scope: Scope
    ) throws -> [[TableCell]] {
        guard let list = OfficeList(rawValue: question.list) else {
            throw CopyingRefusal.unknownList
        }
        return try ReadOfficeList.perform(
            list, value: question.conditions["on"] ?? "", items: question.items, limit: limit,
            directory: directory, in: scope)
    }
}
