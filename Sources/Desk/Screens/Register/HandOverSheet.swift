// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Press
import Safeguards
import Vocabulary

/// 引継票: where an application stands, what is missing and what is to be done next, for whoever goes
/// on with it: on paper beside the form.
enum HandOverSheet {
    static func print(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("application")
        let (office, desk) = (visit.installation, visit.desk)
        let printed = try await visit.perform { scope -> PrintedPaper in
            let read = try ApplicationReading(id, directory: office.directory, in: scope)
            return try Printing.casePaper(
                .list(try list(read, visit)), "引継票", back: Route.application.path(id), desk,
                in: scope)
        }
        return try Printing.shelve(printed, visit)
    }

    static func list(_ read: ApplicationReading, _ visit: Visit) throws -> ListSheet {
        let reader = try visit.officer()
        let child = read.child.map { reader.sees($0.alias ?? $0.name, of: .name) } ?? ""
        var rows = [["児童", "氏名", child]]
        rows += ApplicationItems.form(read, visit).map { ["申請", $0.label, $0.value] }
        rows += ApplicationItems.papers(read, visit).map { ["確認", $0.label, $0.value] }
        rows += read.steps.map { step in
            [
                "経過", "\(Say.moment(step.at)) \(step.event.wording)",
                "\(visit.desk.name(of: step.officer)) "
                    + [step.reason, step.missingPapers].compactMap(\.self).joined(separator: "・"),
            ]
        }
        rows.append(["次の仕事", next(read.file.status), "引き継ぐ人"])
        rows.append(["伝えること", "", ""])
        return try ListSheet(
            title: "引継票　受付番号 \(read.file.receipt)",
            subtitles: [
                "状態 \(read.file.status.wording)　印字 \(Say.moment(visit.desk.now))　\(reader.name)"
            ],
            columns: [
                .init("区分", weight: 1.2), .init("項目", weight: 3.2), .init("内容", weight: 6),
            ], rows: rows, isLandscape: false)
    }

    private static func next(_ status: ApplicationStatus) -> String {
        if status.isHeld { return "足りない書類を待つ。届いたら保留を解除する" }
        if status == .proposed { return "決裁を待つ" }
        return status.isOpen ? "審査して起案する" : "終わっています"
    }
}
