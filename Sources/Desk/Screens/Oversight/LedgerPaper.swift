// SPDX-License-Identifier: Apache-2.0
import Office
import Press
import Safeguards
import Vocabulary

/// 4010: the newest signed heads of both logs on paper (署名の控え), each as a QR code. Whoever keeps it,
/// in another department's folder, can show later that nothing before was written anew.
enum LedgerPaper {
    static func show(_ visit: Visit) async throws -> Answer {
        let (desk, installation) = (visit.desk, visit.installation)
        // The ledger opens its own readings: none may stand inside another of the same store.
        try await visit.perform { $0.note("checkpoint-paper") }
        let pdf = try await desk.threads.run {
            try desk.pressRoom().preview(
                [try sheet(try installation.signedHeads(), on: desk.now.dayInJapan)],
                desk.order("台帳の署名の控え")
            ).0
        }
        return .pdf(pdf, name: "daicho-hikae.pdf")
    }

    /// Names no person and no value: sizes, roots and signatures.
    static func sheet(_ heads: [SignedHead], on today: CivilDate) throws -> Sheet {
        .list(
            try ListSheet(
                title: "台帳の署名の控え",
                subtitles: [
                    "\(Wareki.text(today)) 印刷。別の課で保管してください。個人の情報は含みません。",
                    "後で確かめるには、QRを読み取った文字を一つのファイルにして hagukumi verify --checkpoint ファイル",
                ],
                columns: [
                    .init("システム", weight: 2.2), .init("記録の数", weight: 1, alignment: .right),
                    .init("署名の時刻", weight: 1.6, alignment: .center),
                    .init("副署", weight: 1, alignment: .right), .init("木の根", weight: 5),
                ],
                rows: heads.map {
                    [
                        name($0.system), Say.count($0.size), Say.moment($0.at),
                        $0.cosignedSize.map { "\(Say.count($0))件まで" } ?? "—", $0.root,
                    ]
                },
                approvals: ["受領", "印刷"], isLandscape: false,
                codes: try heads.map { head in
                    try CodeFigure(
                        title: name(head.system), text: head.note,
                        lines: head.note.split(separator: "\n").map(String.init))
                }))
    }

    static func name(_ system: String) -> String {
        system == "casework" ? "福祉総合（システム1）" : "統合宛名（システム2）"
    }
}
