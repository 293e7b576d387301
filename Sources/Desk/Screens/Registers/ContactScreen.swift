// SPDX-License-Identifier: Apache-2.0
import Office
import Press
import Registers
import Safeguards
import Vocabulary

/// The contact page: where requests and questions go, as the register says, and the desk that stands on
/// every letter.
enum ContactScreen {
    static func show(_ visit: Visit) async throws -> Answer {
        let entries = try await visit.perform(.viewHome) { scope in
            try RegisterBook.entries(of: "contact", states: [.active], from: scope.db)
        }
        let desk = visit.desk.settings.office.desk
        let rows = entries.map { entry in
            FindingsScreen.Row(
                cells: ["role", "name", "address", "phone", "hours"].map { entry.values[$0] ?? "" },
                weight: "plain")
        }
        return .page(
            Page(
                "registers/findings", "問合せ・請求の窓口", crumbs: [.home],
                body: FindingsScreen.Body(
                    lead: "市民に案内する窓口です。記載は 3070「問合せ・請求の窓口」で直します。", action: nil,
                    formFields: [],
                    summary: [
                        Item("通知書に載る問合せ先", desk.name), Item("電話", desk.phone),
                        Item("受付時間", desk.hours),
                    ], columns: ["役割", "窓口", "所在地", "電話", "受付時間"], rows: rows,
                    count: rows.count, isNone: rows.isEmpty,
                    none: "窓口の台帳に、まだ記載がありません。")))
    }
}
