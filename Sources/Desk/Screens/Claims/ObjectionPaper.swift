// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Press
import Safeguards
import Vocabulary

/// 申立書: what was filed in a month, a list for each examining body with its total. The bodies' own
/// forms are not known (様式は未確認): the list says so.
enum ObjectionPaper {
    static func print(_ visit: Visit) async throws -> Answer {
        guard visit.may(.fileObjection) else { throw DeskRefusal.notFound }
        guard let month = MonthEntry.read(visit.form["month"]) else {
            let problem = FormProblem("month", "申立の月を選んでから印字してください。")
            return .page(try await ObjectionListScreen.formPage(visit, problems: [problem]))
        }
        let (desk, directory) = (visit.desk, visit.installation.directory)
        let reader = try visit.officer()
        let today = visit.today
        let printed = try await visit.perform(.printCasePaper, for: .benefit) {
            scope -> PrintedPaper? in
            let lines = try ObjectionLines.filed(in: month, from: scope.db)
            guard !lines.isEmpty else { return nil }
            scope.counted(lines.count)
            let people = try ListedPeople(
                lines.compactMap(\.child), directory: directory, in: scope)
            let sheets = try ObjectionListScreen.agencies.compactMap { agency -> Sheet? in
                let those = lines.filter { $0.agency == agency }
                guard !those.isEmpty else { return nil }
                return .list(
                    try sheet(those, of: agency, in: month, people, reader, on: today))
            }
            return try Printing.officePaper(
                sheets, "申立書", back: ObjectionListScreen.Question.filed(month).address, desk,
                in: scope)
        }
        guard let printed else {
            let problem = FormProblem("month", "\(Wareki.text(month))に申し立てたものはありません。")
            return .page(try await ObjectionListScreen.formPage(visit, problems: [problem]))
        }
        return try Printing.shelve(printed, visit)
    }

    static func sheet(
        _ lines: [ObjectionLine], of agency: ClaimSource?, in month: YearMonth,
        _ people: ListedPeople, _ reader: Principal, on today: CivilDate
    ) throws -> ListSheet {
        let hidden = lines.compactMap(\.child).filter { people.isProtected($0) }.count
        var subtitles = ["\(Wareki.text(today)) 印字。支払基金・国保連の様式は未確認です。"]
        if hidden > 0 {
            subtitles.append("支援措置の対象者\(hidden)件の医療機関は刷りません。明細書で確かめて書き入れてください。")
        }
        return try ListSheet(
            title: "申立書　\(ObjectionListScreen.name(agency))　\(Wareki.text(month))申立分",
            subtitles: subtitles,
            columns: [
                .init("申立日", weight: 1.3, alignment: .center), .init("区分", weight: 1),
                .init("理由", weight: 2.2), .init("診療", weight: 1, alignment: .center),
                .init("請求", weight: 1, alignment: .center), .init("医療機関", weight: 3),
                .init("受給者番号", weight: 1.4, alignment: .center),
                .init("氏名", weight: 2, isName: true),
                .init("点数", weight: 1.2, alignment: .right),
                .init("申立額", weight: 1.4, alignment: .right),
            ], rows: lines.map { row($0, people, reader) },
            totals: totals(lines))
    }

    private static func row(
        _ line: ObjectionLine, _ people: ListedPeople, _ reader: Principal
    ) -> [String] {
        [
            Say.short(line.objection.filedOn), line.objection.kind.wording,
            line.objection.reason.wording, Say.month(line.treatmentMonth),
            Say.month(line.billingMonth),
            Say.place(
                "\(line.institutionName) \(line.institution)",
                isProtected: line.child.map { people.isProtected($0) } ?? false),
            line.recipientNumber ?? "",
            line.child.map { PersonCell($0, people, for: reader).name } ?? "",
            line.points.map { Say.count($0) } ?? "", line.payable.grouped,
        ]
    }

    /// By kind, and all.
    private static func totals(_ lines: [ObjectionLine]) -> [(label: String, value: String)] {
        func total(_ label: String, _ those: [ObjectionLine]) -> (label: String, value: String) {
            let yen = those.reduce(Yen.zero) { $0 + $1.payable }
            return (label, "\(Say.cases(those.count))　\(yen.grouped)円")
        }
        return ObjectionKind.allCases.compactMap { kind in
            let those = lines.filter { $0.objection.kind == kind }
            return those.isEmpty ? nil : total(kind.wording, those)
        } + [total("合計", lines)]
    }
}
