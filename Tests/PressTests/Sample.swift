// SPDX-License-Identifier: Apache-2.0
import Press
import Testing
import Vocabulary

/// Fictional papers of 見本市 for the tests.
enum Sample {
    static let issuer = Sender(title: "見本市長", name: "見本　太郎", seal: .place)
    static let desk = ContactDesk(
        name: "見本市 子ども部 子ども福祉課 医療費係", phone: "000-900-0001",
        hours: "平日 8時30分から17時15分まで")

    /// The words of a letter's frame, and those of a card.
    static let labels = LetterLabels { label in
        switch label {
        case .continued: "(続き)"
        case .notes: "ご注意"
        case .desk: "お問い合わせ"
        case .phone: "電話"
        case .seal: "公印"
        case .sealOmitted: "(公印省略)"
        case .sample: "文例(文言は未確認)"
        case .step: "区分"
        case .yen: "金額"
        case .article: "根拠"
        case .printed: "印字"
        case .officeUse: "市記入欄"
        case .cut: "切り取り線"
        }
    }

    static func word(_ label: Certificate.Label) -> String {
        switch label {
        case .issueNumber: "発行番号"
        case .funderNumber: "公費負担者番号"
        case .recipientNumber: "受給者番号"
        case .childName: "対象児童\n氏名"
        case .sex: "性別"
        case .born: "生年月日"
        case .address: "住所"
        case .guardianName: "受給資格者\n(保護者)氏名"
        case .className: "区分"
        case .validity: "有効期間"
        case .seal: "公印"
        }
    }

    static func order(
        _ onProblem: PrintOrder.OnProblem = .refuse, mark: String? = "検証環境"
    ) throws -> PrintOrder {
        PrintOrder(
            date: try #require(CivilDate(iso: "2025-06-20")), title: "見本市 通知書",
            environmentMark: mark, onProblem: onProblem)
    }

    static func envelope(_ text: String = "E2506-000001") throws -> EnvelopeID {
        try #require(EnvelopeID(text))
    }

    static func address(
        name: String = "葛󠄂飾　花子", lines: [String] = ["見本県見本市中央町一丁目23番地45", "見本ハイツ第二 1203号室"],
        recipient: String = "R-1"
    ) -> PrintableAddress {
        PrintableAddress(
            recipient: recipient, postalCode: "119-9001", lines: lines, name: name)
    }

    static func letter(
        _ envelope: String = "E2506-000001", name: String = "葛󠄂飾　花子",
        lines: [String] = ["見本県見本市中央町一丁目23番地45", "見本ハイツ第二 1203号室"],
        paragraphs: Int = 2
    ) throws -> Letter {
        let sentences = [
            "令和7年5月30日に受け付けた、こども医療費の償還払いの申請について、次のとおり支給することに決定しましたので、見本市こども医療費支給に関する条例第7条の規定により通知します。",
            "支給額は、令和7年6月20日に、ご指定の口座へ振り込みます。振込名義は「ミホンシコドモイリヨウヒ」です。",
        ]
        return Letter(
            labels, envelope: try Sample.envelope(envelope),
            address: address(name: name, lines: lines),
            sender: issuer, documentNumber: "見子福第1234号", date: "令和7年6月10日",
            title: "こども医療費支給決定通知書",
            paragraphs: (0..<paragraphs).map { sentences[$0 % 2] },
            facts: [
                FactTable(rows: [
                    .init("支給決定額", "21,060円", isMain: true),
                    .init("受給者番号", "9012345"),
                    .init("対象児童", "葛󠄂飾　翔", isName: true),
                    .init("診療年月・医療機関", "令和7年4月　見本中央病院(入院)"),
                    .init("振込予定日", "令和7年6月20日"),
                    .init("振込先", "見本銀行 本店 普通 *****67"),
                ])
            ],
            computation: ComputationTable(
                title: "計算の内訳",
                steps: [
                    .init("総医療費(10割)", Yen(263_000), article: "診療報酬点数 26,300点"),
                    .init("保険給付(8割)", Yen(-210_400), article: "健康保険法第110条"),
                    .init("高額療養費", Yen(-31_540), article: "健康保険法施行令第42条"),
                    .init("附加給付", nil, article: "なし(保険者の証明による)"),
                ],
                total: .init("支給決定額", Yen(21_060), article: "条例第5条")),
            notes: [
                "振込先の口座を変更したいときは、振込予定日の10日前までにご連絡ください。",
                "この通知書は、医療費控除の申告などに使うことがありますので、大切に保管してください。",
            ],
            instruction: Instruction(
                title: "不服申立て等について(教示)",
                paragraphs: [
                    "この決定に不服がある場合は、この通知を受け取った日の翌日から起算して3か月以内に、見本市長に対して審査請求をすることができます。",
                    "この決定の取消しを求める訴えは、この通知を受け取った日の翌日から起算して6か月以内に、見本市を被告として提起することができます。",
                ], isSample: true),
            desk: desk)
    }

    static func certificate(
        name: String = "葛󠄂飾　翔", recipientNumber: String = "9012345", recipient: String = "R-1",
        lines: [String] = ["見本県見本市中央町一丁目23番地45", "見本ハイツ第二 1203号室"]
    ) -> Certificate {
        Certificate(
            title: "こども医療費受給資格証", labels: word, publicFunderNumber: "81119992",
            recipientNumber: recipientNumber,
            child: .init(name: name, kana: "カツシカ　ショウ", sex: "男", born: "令和6年2月5日"),
            address: address(lines: lines, recipient: recipient),
            validities: [
                .init(
                    "通院", from: "令和7年4月1日", through: "令和24年3月31日",
                    text: "令和7年4月1日 から　令和24年3月31日 まで"),
                .init(
                    "入院", from: "令和7年4月1日", through: "令和24年3月31日",
                    text: "令和7年4月1日 から　令和24年3月31日 まで"),
            ],
            issuer: issuer, issuedOn: "令和7年4月1日 交付", issueNumber: "000123-1",
            notices: [
                "受診のとき、保険の資格が分かるものと一緒に窓口で提示してください。",
                "住所、氏名、保険が変わったときは14日以内に届け出てください。",
                "市外へ転出したとき、この証は使えません。市へお返しください。",
            ])
    }

    static func mailed(
        _ envelope: String = "E2504-000001", certificate: Certificate = certificate()
    ) throws -> MailedCertificate {
        try MailedCertificate(
            envelope: try Sample.envelope(envelope), address: address(),
            certificate: certificate, date: "令和7年4月1日",
            heading: "こども医療費受給資格証の交付について",
            paragraphs: [
                "申請のありました受給資格を認定しましたので、こども医療費受給資格証を交付します。記載の内容に誤りがないか、お確かめください。"
            ],
            notes: [
                "県内の医療機関では、窓口でこの証を提示すると、保険診療の自己負担分の支払いが要りません。",
                "県外で受診したときや、この証を提示できなかったときは、いったんお支払いのうえ、領収書を添えて市へ申請してください(5年以内)。",
                "健康診断、予防接種、差額ベッド代など、保険のきかないものは対象になりません。",
            ], desk: desk, cutOut: "切り取ってお使いください", inUse: "お使いになるとき", labels: labels)
    }

    static func list(rows count: Int) throws -> ListSheet {
        try ListSheet(
            title: "支給予定一覧", subtitles: ["令和7年6月支払分　支払回 2025-06-01", "抽出条件: 支給決定済・保留なし"],
            columns: [
                .init("番号", weight: 1, alignment: .right),
                .init("受給者番号", weight: 1.6, alignment: .center),
                .init("対象児童", weight: 2.6, isName: true),
                .init("診療年月", weight: 1.6, alignment: .center),
                .init("医療機関", weight: 3.6),
                .init("支給額", weight: 1.7, alignment: .right),
                .init("備考", weight: 2.4),
            ],
            rows: (1...count).map { number in
                [
                    "\(number)", "\(9_000_000 + number)", "見本　次郎", "令和7年4月", "見本こどもクリニック",
                    Yen(1_000 + number).description, "",
                ]
            },
            totals: [
                ("件数", "\(count)件"),
                ("支給額 合計", Yen(1_000 * count + count * (count + 1) / 2).description),
            ],
            approvals: ["課長", "係長", "担当"])
    }
}
