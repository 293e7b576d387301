// SPDX-License-Identifier: Apache-2.0
import Benefits
import Copying
import Office
import Press
import Safeguards
import Vocabulary

/// The error list of an import as a file, to hand to whoever sent the claims: lines and words, and
/// neither a person nor a clinic.
enum ImportErrorFile {
    static func write(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("file")
        let ceilings = visit.installation.ceilings
        let csv = try await visit.perform(reason: visit.form["reason"]) { scope in
            guard let file = try ClaimFileBook.file(id, from: scope.db) else {
                throw DeskRefusal.notFound
            }
            let errors = try ClaimErrorBook.errors(of: file.id, from: scope.db)
            scope.counted(errors.count)
            try PrintLog.record(
                PrintedOutput(
                    "レセプトのエラー一覧", form: .file, expected: errors.count,
                    produced: errors.count), ceilings: ceilings, in: scope)
            return SafeCSV.file(
                [["行", "レコード", "項目", "申立理由", "番号", "内容", "処理", "直す画面"].map { .text($0) }]
                    + errors.map(row))
        }
        return .attachment(Array(csv.utf8), name: "claim_errors_\(id).csv")
    }

    private static func row(_ error: ClaimError) -> [TableCell] {
        [
            .number(String(error.errorLine)), .text(error.record ?? ""),
            .text(error.field.map(ImportResultScreen.item) ?? ""), .text(error.reason.wording),
            .text(error.code), .text(error.message), .text(error.outcome?.wording ?? "未処理"),
            .text(Route.claimError.path(error.id)),
        ]
    }
}
