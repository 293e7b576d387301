// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// 3010 権限・権限一覧・停止・端末, 3020 棚卸し, 3130 緊急アクセス.
enum PermissionScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.grants, to: GrantScreen.show)
        book.bind(.registerOfficer, to: GrantScreen.register, again: GrantScreen.page)
        book.bind(.proposeGrant, to: GrantScreen.propose, again: GrantScreen.page)
        book.bind(.approveGrant, to: GrantScreen.approve)
        book.bind(.refuseGrant, to: GrantScreen.refuse)
        book.bind(.revocations, to: RevocationScreen.show)
        book.bind(.requestRevocation, to: RevocationScreen.request, again: RevocationScreen.page)
        book.bind(.withdrawRevocation, to: RevocationScreen.withdraw)
        book.bind(.compareStaff, to: RevocationScreen.compare, again: RevocationScreen.page)
        book.bind(.permissionList, to: PermissionListScreen.show)
        book.bind(.permissionPaper, to: PermissionListPaper.print)
        book.bind(.permissionFile, to: PermissionListPaper.file)
        book.bind(.terminals, to: TerminalScreen.show)
        book.bind(.registerTerminal, to: TerminalScreen.register, again: TerminalScreen.page)
        book.bind(.revokeTerminal, to: TerminalScreen.revoke)
        book.bind(.stocktaking, to: StocktakingScreen.show)
        book.bind(.openStocktaking, to: StocktakingScreen.open, again: StocktakingScreen.page)
        book.bind(.answerStocktaking, to: StocktakingScreen.answer)
        book.bind(.closeStocktaking, to: StocktakingScreen.close)
        book.bind(.stocktakingPaper, to: StocktakingPaper.print)
        book.bind(.stocktakingFile, to: StocktakingPaper.file)
        book.bind(.breakGlasses, to: BreakGlassScreen.show)
        book.bind(.requestBreakGlass, to: BreakGlassScreen.request, again: BreakGlassScreen.page)
        book.bind(.approveBreakGlass, to: BreakGlassScreen.approve)
        book.bind(.refuseBreakGlass, to: BreakGlassScreen.refuse)
        book.bind(.endBreakGlass, to: BreakGlassScreen.end)
        book.bind(.reviewBreakGlass, to: BreakGlassScreen.review)
    }

    /// A day that was typed; an empty field is no day.
    /// - Returns: `problem` where it cannot be read.
    static func day(
        _ name: String, _ visit: Visit, whose: DateEntry.Subject = .any
    ) -> (day: CivilDate?, problem: FormProblem?) {
        let text = visit.form[name]
        guard !text.isEmpty else { return (nil, nil) }
        let entry = DateEntry.read(text, for: whose, today: visit.today)
        guard let day = entry.date else {
            return (nil, FormProblem(name, entry.reason ?? "日付を読めません。例のように入力してください。"))
        }
        return (day, nil)
    }

    /// The form is shown again with the refusal at one of its fields. What concerns the log-in or
    /// the right itself is no matter of a field.
    static func shown(
        _ refusal: any Refusal, at field: String?, of visit: Visit,
        _ page: Redraw
    ) async throws -> Answer {
        if let own = refusal as? SafeguardRefusal {
            switch own {
            case .sessionExpired, .sessionLocked, .proofNeeded, .notPermitted, .wrongPurpose,
                .alreadyDone, .forged:
                throw own
            default: break
            }
        }
        return .page(
            try await page(visit, [FormProblem(field, "\(refusal.message)（\(refusal.code)）")]))
    }
}
