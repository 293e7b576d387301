// SPDX-License-Identifier: Apache-2.0
import Press
import Vocabulary

/// Fictional certificates, each a little different, and the same words as plain lines.
enum PaperMill {
    private static let families = ["見本", "検証", "葛󠄂飾", "髙橋", "渡邉", "齋藤", "神田", "小笠原"]
    private static let given = ["花子", "翔太", "結衣", "蓮", "美咲", "大翔", "さくら", "悠真", "葵"]
    private static let paragraphs = [
        "申請のありました受給資格を認定しましたので、こども医療費受給資格証を交付します。記載の内容に誤りがないか、お確かめください。"
    ]
    private static let notes = [
        "県内の医療機関では、窓口でこの証を提示すると、保険診療の自己負担分の支払いが要りません。",
        "県外で受診したときや、この証を提示できなかったときは、いったんお支払いのうえ、領収書を添えて市へ申請してください(5年以内)。",
        "健康診断、予防接種、差額ベッド代など、保険のきかないものは対象になりません。",
    ]
    private static let notices = [
        "受診のとき、保険の資格が分かるものと一緒に窓口で提示してください。",
        "住所、氏名、保険が変わったときは14日以内に届け出てください。",
        "市外へ転出したとき、この証は使えません。市へお返しください。",
    ]
    private static let desk = ContactDesk(
        name: "見本市 子ども部 子ども福祉課 医療費係", phone: "000-900-0001",
        hours: "平日 8時30分から17時15分まで")

    /// The words of a letter's frame; those that a certificate does not show stay out.
    private static let labels = LetterLabels { label in
        switch label {
        case .continued: "(続き)"
        case .notes: "ご注意"
        case .desk: "お問い合わせ"
        case .phone: "電話"
        case .seal: "公印"
        case .sealOmitted: "(公印省略)"
        case .cut: "切り取り線"
        case .sample, .step, .yen, .article, .printed, .officeUse: ""
        }
    }

    private static func word(_ label: Certificate.Label) -> String {
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

    static func parent(_ place: Int) -> String {
        families[place % families.count] + "　" + given[place / 3 % given.count]
    }

    static func child(_ place: Int) -> String {
        families[place % families.count] + "　" + given[place % given.count]
    }

    static func mailed(_ place: Int) throws -> MailedCertificate {
        let address = PrintableAddress(
            recipient: "R-\(place)", postalCode: "119-\(padded(9_000 + place % 900, 4))",
            lines: [
                "見本県見本市中央町\(place % 9 + 1)丁目\(place % 40 + 1)番地", "見本ハイツ \(place % 800 + 101)号室",
            ],
            name: parent(place))
        guard let envelope = EnvelopeID("E2504-\(padded(place + 1, 6))") else {
            throw BenchError("封筒番号")
        }
        let until = "令和\(place % 17 + 8)年3月31日"
        let validities = ["通院", "入院"].map { setting in
            Certificate.Validity(
                setting, from: "令和7年4月1日", through: until, text: "令和7年4月1日 から　\(until) まで")
        }
        let card = Certificate(
            title: "こども医療費受給資格証", labels: word, publicFunderNumber: "81119992",
            recipientNumber: padded(9_000_000 + place, 7),
            child: .init(name: child(place), kana: "ミホン　ハナコ", sex: "男", born: "令和6年2月5日"),
            address: address, validities: validities,
            issuer: Sender(title: "見本市長", name: "見本　太郎", seal: .place),
            issuedOn: "令和7年4月1日", issueNumber: "\(padded(place, 6))-1", notices: notices)
        return try MailedCertificate(
            envelope: envelope, address: address, certificate: card, date: "令和7年4月1日",
            heading: "こども医療費受給資格証の交付について", paragraphs: paragraphs, notes: notes, desk: desk,
            cutOut: "切り取ってお使いください", inUse: "お使いになるとき", labels: labels)
    }

    /// About the words of such a page.
    static func words(_ place: Int) -> [String] {
        [
            "こども医療費受給資格証の交付について", "〒119-\(padded(9_000 + place % 900, 4))",
            "見本県見本市中央町\(place % 9 + 1)丁目\(place % 40 + 1)番地",
            "見本ハイツ \(place % 800 + 101)号室", parent(place) + " 様", "見本市長 見本　太郎", "令和7年4月1日",
            "こども医療費受給資格証", "公費負担者番号 81119992", "受給者番号 \(9_000_000 + place)",
            "氏名 " + child(place), "ミホン　ハナコ", "男", "令和6年2月5日", "通院 令和7年4月1日",
            "入院 令和7年4月1日", "令和\(place % 17 + 8)年3月31日まで", "交付番号 \(padded(place, 6))-1",
            "見本市 子ども部 子ども福祉課 医療費係", "000-900-0001", "平日 8時30分から17時15分まで",
        ] + paragraphs + notes + notices
    }
}
