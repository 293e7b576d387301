// SPDX-License-Identifier: Apache-2.0
import Copying
import Press
import Safeguards
import Vocabulary

/// 決裁書 of money: what was decided, who proposed and who approved it when, on what it rests; one sheet
/// for the file, of decided things only.
struct ApprovalPaper: Sendable {
    let title: String
    let subtitles: [String]
    private(set) var rows: [[String]] = []

    init(_ title: String, _ subtitles: [String]) {
        self.title = title
        self.subtitles = subtitles
    }

    /// A row; without anything to say there is none.
    mutating func add(_ part: String, _ label: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        rows.append([part, label, value])
    }

    func sheet() throws(PressRefusal) -> ListSheet {
        try ListSheet(
            title: "決裁書（\(title)）", subtitles: subtitles,
            columns: [
                .init("区分", weight: 1.2), .init("項目", weight: 2.6), .init("内容", weight: 6),
            ], rows: rows, approvals: ["課長", "係長", "担当"], isLandscape: false)
    }

    /// The key beside the button of `parts/approval-paper`.
    static func keys(_ address: String?) -> [Key] {
        address == nil ? [] : [.send("F10", "決裁書の印字", form: "sheet-form")]
    }

    /// Prints it with its line of the print log.
    ///
    /// - Parameters:
    ///   - operation: what lets an officer see the thing itself.
    ///   - page: the page of the thing, on which it stands that nothing was decided yet.
    ///   - paper: `nil` where nothing was decided.
    static func print(
        _ visit: Visit, seeing operation: OperationCode, back: String, _ page: Redraw,
        _ paper: @escaping @Sendable (Scope) throws -> ApprovalPaper?
    ) async throws -> Answer {
        guard visit.may(operation) else { throw DeskRefusal.notFound }
        let desk = visit.desk
        do {
            let printed = try await visit.perform(.printCasePaper, for: .benefit) { scope in
                guard let paper = try paper(scope) else { throw DeskRefusal.notDecided }
                return try Printing.casePaper(
                    .list(try paper.sheet()), "決裁書", back: back, desk, in: scope)
            }
            return try Printing.shelve(printed, visit)
        } catch let refusal as DeskRefusal where refusal == .notDecided {
            return .page(try await page(visit, [FormProblem(refusal, in: visit.form)]))
        }
    }
}
