// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Formats
import Testing
import Vocabulary

/// 連名簿: claims that do not come as records of レセプト電算.
@Suite("連名簿の取込")
struct ClaimListTests {
    private static let names = [
        "検証用表示", "連名簿番号", "データ区分", "請求年月", "診療年月", "医療機関コード", "医療機関名", "入院外来区分", "生年月日",
        "保険者番号", "給付割合", "公費負担者番号", "受給者番号", "実日数", "点数", "負担金額", "食事回数", "処方元医療機関コード",
        "他公費負担者番号", "他公費点数", "他公費一部負担額",
    ]

    /// A line; by default a good one of Taro at a bonesetter.
    private func line(_ number: Int, _ edit: (inout [String: String]) -> Void = { _ in })
        -> [String]
    {
        var cells = [
            "検証用表示": "検証用", "連名簿番号": String(number), "データ区分": "柔道整復", "請求年月": "202507",
            "診療年月": "202506", "医療機関コード": "1119900010", "医療機関名": "見本整骨院", "入院外来区分": "2",
            "生年月日": "20150610", "保険者番号": Office.insurer, "公費負担者番号": "81119992",
            "受給者番号": Office.taroNumber, "実日数": "5", "点数": "1234",
        ]
        edit(&cells)
        return Self.names.map { cells[$0] ?? "" }
    }

    private func bytes(_ lines: [[String]]) -> [UInt8] {
        Array(([Self.names] + lines).map { $0.joined(separator: ",") + "\r\n" }.joined().utf8)
    }

    @Test("柔道整復と訪問看護の行は、種別の違う明細書として計算されて入る")
    func kinds() throws {
        let office = try Office()
        let file = bytes([
            line(1),
            line(2) {
                $0["データ区分"] = "訪問看護"
                $0["医療機関コード"] = "1119900028"
            },
        ])
        let report = try office.importFiles([("連名簿.csv", file)])[0]
        #expect([report.claims, report.accepted] == [2, 2])
        let claims = try office.read { try ClaimBook.claims(child: Office.taro, from: $0) }
        #expect(Set(claims.map(\.dataKind)) == [.medicalCareExpense, .visitingNursing])
        #expect(claims.allSatisfy { $0.payable == Yen(3_702) })
        guard case .alreadyImported = try office.importFiles([("again.csv", file)])[0].outcome
        else {
            Issue.record("二度目が取り込まれました")
            return
        }
    }

    @Test("値の誤った行と点検に通らない行だけがエラー一覧に載り、ほかの行は入る")
    func errors() throws {
        let office = try Office()
        let report = try office.importFiles([
            (
                "連名簿.csv",
                bytes([
                    line(1), line(2) { $0["生年月日"] = "20150230" },
                    line(3) {
                        $0["受給者番号"] = Office.number(999_001)
                        $0["医療機関コード"] = "1119900036"
                    },
                ])
            )
        ])[0]
        #expect([report.claims, report.accepted, report.rejected] == [3, 1, 2])
        #expect(Set(try office.errors().map(\.code)) == ["E-FMT-034", "E-BEN-012"])
    }

    @Test("検証用の表示のない連名簿、形の壊れた連名簿は、ファイルごと断る")
    func refused() throws {
        let office = try Office()
        let reports = try office.importFiles([
            ("x.csv", bytes([line(1) { $0["検証用表示"] = "本番" }])),
            ("y.csv", bytes([Array(line(1).dropLast())])),
        ])
        #expect(reports.map(\.isImported) == [false, false])
        #expect(try office.read { try ClaimFileBook.newest(9, from: $0) }.isEmpty)
    }
}
