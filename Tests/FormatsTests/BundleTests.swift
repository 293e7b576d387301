// SPDX-License-Identifier: Apache-2.0
import Formats
import Foundation
import Support
import Testing
import Vocabulary

/// A registration as the invented portal sends it.
enum PortalForm {
    static let items: BundleMaker.Items = [
        ("検証用表示", "検証用"), ("手続コード", "K01"), ("受付番号", "E-9000001"), ("申請年月日", "2025-04-10"),
        ("電子署名検証結果", "valid"), ("説明文版", "2025-04"), ("申請理由", "01"),
        ("申請者/氏名", "検証 花子"), ("申請者/氏名カナ", "ケンショウ ハナコ"), ("申請者/性別", "2"),
        ("申請者/生年月日", "1990-05-05"), ("申請者/住所", "見本市中央1-1"), ("申請者/個人番号", "900000000012"),
        ("対象児童/氏名", "検証 太郎"), ("対象児童/氏名カナ", "ケンショウ タロウ"),
        ("対象児童/生年月日", "2025-03-10"), ("健康保険/保険者番号", "06119903"),
    ]

    static func items(_ changes: [String: String?]) -> BundleMaker.Items {
        items.compactMap { item in
            guard let change = changes[item.name] else { return item }
            return change.map { (item.name, $0) }
        }
            + changes.filter { change in !items.contains { $0.name == change.key } }
            .compactMap { name, value in value.map { (name, $0) } }
    }

    static func zip(
        _ document: [UInt8],
        _ more: [(String, [UInt8])] = [("attachments/insurance_1.pdf", BundleMaker.pdf)],
        name: String = "application.xml"
    ) -> [UInt8] { ZipMaker([(name, document)] + more).bytes }

    static func zip(_ changes: [String: String?] = [:]) -> [UInt8] {
        zip(Array(BundleMaker.xml(items(changes)).utf8))
    }
}

@Suite("電子申請の束の読み取り")
struct BundleTests {
    private let reader: BundleReader
    init() throws { reader = BundleReader(try Samples.library()) }

    private func form(_ bytes: [UInt8]) throws -> BundleForm {
        switch try reader.read(.bytes(bytes)) {
        case .form(let form): return form
        case .refused(let issues):
            Issue.record("\(issues)")
            throw FormatRefusal.bundleUnknown
        }
    }

    /// Codes of what a bundle is refused for.
    private func codes(_ bytes: [UInt8]) -> [String] {
        do {
            switch try reader.read(.bytes(bytes)) {
            case .form: return []
            case .refused(let issues): return issues.map(\.code)
            }
        } catch {
            return [(error as? FormatRefusal)?.code ?? "\(error)"]
        }
    }

    @Test("XML の申請を、様式の項目と添付として読む")
    func portal() throws {
        let form = try form(
            PortalForm.zip(
                Array(BundleMaker.xml(PortalForm.items).utf8),
                [
                    ("attachments/insurance_1.pdf", BundleMaker.pdf),
                    ("attachments/insurance_2.heic", BundleMaker.heic),
                    ("attachments/card_omote.jpg", BundleMaker.jpeg), ("form.pdf", BundleMaker.pdf),
                ]))
        #expect(form.layout.id == "bundle-portal-registration" && form.layout.service == "portal")
        #expect(form.row.text("applicant-name") == "検証 花子")
        #expect(form.row.date("child-born") == CivilDate(iso: "2025-03-10"))
        #expect(form.row.withDigits("applicant-number") { $0.count } == 12)
        // What shows a 個人番号 is left behind.
        #expect(form.attachments.map(\.kind) == [.pdf, .heic] && form.leftBehind == 2)
        #expect(form.missing.isEmpty)
    }

    @Test("手続と サービスごとの様式が、それぞれの形（XML・JSON・CSV・項目名付き XML）で読める")
    func everyService() throws {
        let library = try Samples.library()
        #expect(library.bundles.count == 11)
        for layout in library.bundles.values {
            #expect(!layout.isVerified && layout.stamp != nil, "\(layout.id)")
            let (items, named) = try PortalForm.whole(layout)
            let document =
                switch layout.manifest.format {
                case .xml where layout.manifest.itemElement != nil: BundleMaker.keyed(items)
                case .xml: BundleMaker.xml(items)
                case .json: BundleMaker.json(items)
                case .csv: BundleMaker.csv(items)
                }
            let bytes =
                layout.manifest.format == .csv ? try Samples.cp932(document) : Array(document.utf8)
            let form = try form(PortalForm.zip(bytes, named, name: layout.manifest.name))
            #expect(form.layout.id == layout.id && form.missing.isEmpty, "\(layout.id)")
            #expect(form.row.text("applicant-name") == "髙橋 花子", "\(layout.id)")
        }
    }

    @Test("足りない添付は断らずに知らせ、知らない添付・偽の添付・多すぎる添付は断る")
    func attachments() throws {
        let xml = Array(BundleMaker.xml(PortalForm.items).utf8)
        #expect(try form(PortalForm.zip(xml, [])).missing.map(\.key) == ["insurance-evidence"])
        let cases: [(String, [UInt8], String)] = [
            ("attachments/run.exe", Array("MZ".utf8), "E-FMT-132"),
            ("attachments/insurance_1.pdf", Array("MZ..".utf8), "E-FMT-136"),
            ("attachments/insurance_1.pdf", BundleMaker.png, "E-FMT-136"),
            ("attachments/insurance_1", BundleMaker.png, "E-FMT-136"),
            ("attachments/insurance_1.svg", Array("<svg/>".utf8), "E-FMT-136"),
            ("form.pdf", BundleMaker.jpeg, "E-FMT-136"),
            ("attachments/insurance_1.pdf", [], "E-FMT-134"),
        ]
        for (name, content, code) in cases {
            #expect(codes(PortalForm.zip(xml, [(name, content)])) == [code], "\(name)")
        }
        let many = (1...4).map { ("attachments/insurance_\($0).pdf", BundleMaker.pdf) }
        #expect(codes(PortalForm.zip(xml, many)) == ["E-FMT-133"])
        let large = BundleMaker.pdf + [UInt8](repeating: 0x20, count: 10_240 << 10)
        #expect(
            codes(PortalForm.zip(xml, [("attachments/insurance_1.pdf", large)])) == ["E-FMT-135"])
    }

    @Test("余分な項目・足りない項目・重なる項目・コード表にない値は、全体を断る")
    func items() {
        #expect(codes(PortalForm.zip(["知らない項目": "x"])) == ["E-FMT-129"])
        #expect(codes(PortalForm.zip(["申請者/氏名": nil])) == ["E-FMT-130"])
        #expect(codes(PortalForm.zip(["申請者/氏名": ""])) == ["E-FMT-030"])
        #expect(codes(PortalForm.zip(["申請理由": "77"])) == ["E-FMT-037"])
        #expect(
            codes(PortalForm.zip(["申請理由": "77", "申請者/生年月日": "1990-13-01"]))
                == ["E-FMT-037", "E-FMT-034"])
        #expect(codes(PortalForm.zip(["健康保険/保険者番号": "06119904"])) == ["E-FMT-040"])
        #expect(codes(PortalForm.zip(["検証用表示": "本番"])) == ["E-FMT-025"])
        #expect(codes(PortalForm.zip(["手続コード": "K99"])) == ["E-FMT-121"])
        let twice = PortalForm.items + [("受付番号", "E-9000002")]
        #expect(codes(PortalForm.zip(Array(BundleMaker.xml(twice).utf8))) == ["E-FMT-128"])
        #expect(codes(PortalForm.zip([], [], name: "application.xml")) == ["E-FMT-001"])
        #expect(codes(PortalForm.zip([0x61], [], name: "readme.txt")) == ["E-FMT-121"])
    }

    @Test("断りの文は、項目の名に書かれた番号も、値も言わない")
    func messages() throws {
        let unknown = PortalForm.zip(["番号900000000012": "x"])
        #expect(throws: FormatRefusal.self) { try reader.read(.bytes(unknown)) }
        do { _ = try reader.read(.bytes(unknown)) } catch let refusal as FormatRefusal {
            #expect(!refusal.message.contains("900000000012"))
        }
        guard
            case .refused(let issues) = try reader.read(
                .bytes(PortalForm.zip(["申請者/個人番号": "9000000000121"])))
        else { return #expect(Bool(false)) }
        #expect(issues.map(\.code) == ["E-FMT-033"])
        #expect(issues.allSatisfy { $0.value == nil && !$0.message.contains("9000") })
    }
}
