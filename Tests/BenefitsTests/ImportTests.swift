// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Formats
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@Suite("レセプトの取込")
struct ImportTests {
    @Test("3割の1234点は3702円になり、計算の順番が残る", .measure("R-06"))
    func goodClaim() throws {
        let office = try Office()
        let report = try office.take(Uke())
        #expect([report.claims, report.accepted, report.rejected] == [1, 1, 0])
        #expect(report.payable == Yen(3_702))
        let claim = try #require(
            try office.read { try ClaimBook.claims(child: Office.taro, from: $0) }.first)
        #expect(claim.payable == Yen(3_702))
        #expect(claim.decidedCost == Yen(12_340))
        #expect([claim.benefitTenths, claim.burdenTenths] == [7, 3])
        #expect(claim.recipient == Office.parent)
        #expect(claim.source == .paymentFund)
        #expect(claim.insuranceKind == "組合")
        let steps = try #require(
            try office.read { try Explanations.claim(claim.id, from: $0) })
        #expect(
            steps.steps.map { "\($0.label) \($0.amount.amount)" } == [
                "総医療費 1234点×10円 12340", "保険給付(7割) 8638", "一部負担金(3割) 3702",
                "公費負担額(支給額) 3702",
            ])
        #expect(steps.scheme == Office.book.digest)
    }

    @Test("2027年8月診療の区分ア〜エの請求は支払わずにエラー一覧に残り、理由と直し方を言う。オと前の月は受け付ける")
    func bandsNobodyPublished() throws {
        let office = try Office("2027-10-12")
        func claim(_ notes: String, _ month: String) -> Uke {
            var claim = Uke.Claim(month: month)
            claim.notes = notes
            return Uke(billing: "202709", claims: [claim])
        }
        for (place, notes) in ["26", "27", "28", "29"].enumerated() {
            let report = try office.take(claim(notes, "202708"), name: "\(place)_A.UKE")
            #expect(report.rejected == 1 && report.payable == .zero, "\(notes)")
        }
        let errors = try office.errors()
        #expect(errors.count == 4)
        for error in errors {
            #expect(error.code == "E-BEN-024")
            #expect(error.message.contains("2027-08からの高額療養費の表にない区分"), "\(error.message)")
            #expect(error.message.contains("制度の本の高額療養費の表"))
        }
        #expect(try office.take(claim("30", "202708"), name: "8_A.UKE").accepted == 1)
        #expect(try office.take(claim("26", "202707"), name: "9_A.UKE").accepted == 1)
    }

    @Test("請求月の合計は、その月のどのファイルも足した件数・受け付けた件数・額で、ほかの月を含まない")
    func sumsOfMonths() throws {
        let office = try Office()
        #expect(try office.take(Uke()).accepted == 1)
        let stranger = Uke.one { $0.recipient = Office.number(999) }
        #expect(try office.take(stranger, name: "2_A.UKE").rejected == 1)
        let may = Uke(billing: "202506", claims: [Uke.Claim(month: "202505")])
        #expect(try office.take(may, name: "1_B.UKE").accepted == 1)
        func sums(_ months: Set<YearMonth>) throws -> [Int] {
            let found = try office.read { try ClaimFileBook.sums(billing: months, from: $0) }
            return [found.claims, found.accepted, found.payable.amount]
        }
        let (june, july) = (yearMonth("2025-06"), yearMonth("2025-07"))
        #expect(try sums([july]) == [2, 1, 3_702])
        #expect(try sums([june, july]) == [3, 2, 7_404])
        #expect(try sums([]) == [0, 0, 0] && sums([yearMonth("2025-05")]) == [0, 0, 0])
    }

    @Test("就学前は2割、入院の食事も支給する")
    func preschoolInpatient() throws {
        let office = try Office()
        let report = try office.take(
            .one {
                $0.type = "1123"
                $0.born = "20220615"
                $0.recipient = Office.hanaNumber
                $0.points = 5_000
                $0.days = 3
                $0.meals = 9
            })
        #expect(report.payable == Yen(10_000 + 9 * 510))
        let claim = try #require(
            try office.read { try ClaimBook.claims(child: Office.hana, from: $0) }.first)
        #expect(claim.setting == .inpatient)
        #expect(claim.mealsPaid == Yen(4_590))
    }

    @Test("他の公費は1件ずつ残り、公費の一部負担だけを支給する")
    func otherFund() throws {
        let office = try Office()
        let report = try office.take(
            .one {
                $0.type = "1136"
                $0.points = 3_000
                $0.others = [("52116019", 2_000, 2_500)]
            })
        #expect(report.payable == Yen(5_500))
        let (claim, funds) = try office.read { db in
            let claim = try #require(try ClaimBook.claims(child: Office.taro, from: db).first)
            return (claim, try ClaimBook.funds(of: claim.id, from: db))
        }
        #expect(claim.otherFunds == Yen(3_500))
        #expect(funds.map(\.funder) == ["52116019"])
        #expect(funds.first?.coveredCost == Yen(20_000))
        #expect(funds.first?.copayment == Yen(2_500))
    }

    @Test(
        "誤りのある明細書は、理由と場所を付けてエラー一覧に載る",
        arguments: [
            Trouble("資格なし", "01", "E-BEN-012", "KO") { $0.recipient = Office.number(999_001) },
            Trouble("期間外", "02", "E-BEN-014", "RE") { $0.month = "202503" },
            Trouble("ほかの市の負担者番号", "04", "E-BEN-011", "KO") { $0.funder = "81116014" },
            Trouble("負担者番号の検証数字", "04", "E-FMT-040", "KO") { $0.funder = "81119991" },
            Trouble("受給者番号の検証数字", "05", "E-FMT-040", "KO") {
                $0.recipient = String(Office.taroNumber.dropLast()) + "9"
            },
            Trouble("保険者相違", "06", "E-BEN-016", "HO") { $0.insurer = "01119999" },
            Trouble("生年月日", "07", "E-BEN-018", "RE") { $0.born = "20140610" },
            Trouble("給付割合", "07", "E-BEN-019", "RE") { $0.ratio = "80" },
            Trouble("金額相違", "08", "E-BEN-020", "HO") { $0.copayment = "4702" },
            Trouble("公費の負担金額", "08", "E-BEN-020", "KO") { $0.ourCopayment = "500" },
            Trouble("生活保護の併用", "01", "E-BEN-015", "KO") {
                $0.type = "1136"
                $0.others = [("12119996", 1_234, 0)]
            },
            Trouble("第三者行為", "10", "E-BEN-021", "RE") { $0.notes = "10" },
            Trouble("請求より後の診療", "99", "E-BEN-010", "RE") { $0.month = "202508" },
            Trouble("規定のない昔の診療", "99", "E-BEN-001", "RE") { $0.month = "199901" },
            Trouble("切替額以上", "99", "E-BEN-023", "HO") { $0.points = 7_000 },
        ])
    func trouble(_ trouble: Trouble) throws {
        let office = try Office()
        let report = try office.take(.one(trouble.edit))
        #expect([report.claims, report.accepted, report.rejected] == [1, 0, 1])
        let error = try #require(try office.errors().first)
        #expect(error.reason.code == trouble.reason)
        #expect(error.code == trouble.code)
        #expect(error.record == trouble.record)
        #expect(error.line == 2)
        #expect(!error.message.contains(Office.taroNumber))
        #expect(error.content?.points == (trouble.name == "切替額以上" ? 7_000 : 1_234))
        #expect(try office.read { try ClaimBook.claims(child: Office.taro, from: $0) }.isEmpty)
    }

    @Test("20,999円相当は現物、21,000円は償還に切り替わる")
    func threshold() throws {
        let office = try Office()
        #expect(try office.take(.one { $0.points = 6_999 }).payable == Yen(20_997))
        #expect(try office.take(.one { $0.points = 7_000 }).rejected == 1)
    }

    @Test("一つの医療機関・診療月・入外の請求は、保険が変わっても合わせて切替額と比べる")
    func thresholdOfSeveral() throws {
        let office = try Office()
        try office.insure(Office.taro, by: Office.otherInsurer, from: "2025-06-16")
        func half(_ insurer: String, points: Int = 3_500) -> Uke.Claim {
            var claim = Uke.Claim()
            (claim.insurer, claim.points) = (insurer, points)
            return claim
        }
        var file = Uke()
        file.claims = [half(Office.insurer), half(Office.otherInsurer)]
        #expect(try office.take(file).rejected == 2)
        #expect(Set(try office.errors().map(\.code)) == ["E-BEN-023"])
        // Neither slips through when it is looked at alone.
        let ids = try office.errors().map(\.id)
        let report = try office.gate.perform(
            RecheckClaims.operation, by: Office.payment, for: .benefit
        ) { try RecheckClaims.perform([ids[0]], law: Office.law, in: $0) }
        #expect(report.claims.isEmpty)
        file.institution = "9900028"
        file.claims = [half(Office.insurer), half(Office.otherInsurer, points: 3_499)]
        #expect(try office.take(file).accepted == 2)
        file.institution = "9900036"
        file.claims = [half(Office.insurer)]
        #expect(try office.take(file).accepted == 1)
        file.claims = [half(Office.otherInsurer)]
        #expect(try office.take(file).rejected == 1)
    }

    @Test("県外の医療機関は現物給付の区域の外")
    func outOfArea() throws {
        let office = try Office()
        var file = Uke()
        file.prefecture = "13"
        #expect(try office.take(file).rejected == 1)
        #expect(try office.errors().first?.code == "E-BEN-022")
    }

    @Test("同じ児童・医療機関・診療月・入外の二度目は重複、入院と外来は別")
    func duplicate() throws {
        let office = try Office()
        try office.take(Uke())
        var again = Uke()
        again.billing = "202508"
        #expect(try office.take(again).rejected == 1)
        #expect(try office.errors().first?.reason == .duplicate)
        #expect(try office.take(.one { $0.type = "1125" }).accepted == 1)
        var twice = Uke()
        twice.institution = "9900028"
        twice.claims = [Uke.Claim(), Uke.Claim()]
        let report = try office.take(twice)
        #expect([report.accepted, report.rejected] == [1, 1])
    }

    @Test("同じファイルを二度取り込んでも何も変わらない")
    func twiceIsOnce() throws {
        let office = try Office()
        let bytes = try Uke().bytes()
        let reports = try office.importFiles([("a.UKE", bytes), ("b.UKE", bytes)])
        guard case .imported(let id) = reports[0].outcome,
            case .alreadyImported(let known) = reports[1].outcome
        else {
            Issue.record("\(reports)")
            return
        }
        #expect(id == known)
        guard case .alreadyImported(id) = try office.take(Uke()).outcome else {
            Issue.record("二度目が取り込まれました")
            return
        }
        #expect(try office.read { try ClaimBook.claims(of: id, from: $0) }.count == 1)
        #expect(try office.errors().isEmpty)
    }

    @Test("壊れたファイルは何も残さず、ほかのファイルは取り込む")
    func damagedFile() throws {
        let office = try Office()
        var cut = Uke()
        cut.hasTotals = false
        var wrongByte = try Uke().bytes()
        let place = try #require(wrongByte.firstIndex { $0 >= 0x81 })
        wrongByte[place] = 0xFD
        let reports = try office.importFiles([
            ("cut.UKE", try cut.bytes()), ("byte.UKE", wrongByte), ("empty.UKE", []),
            ("good.UKE", try Uke().bytes()),
        ])
        #expect(reports.map(\.isImported) == [false, false, false, true])
        guard case .refused(let refusal) = reports[0].outcome else { return }
        #expect(refusal.code == "E-BEN-002")
        let files = try office.read { try ClaimFileBook.newest(10, from: $0) }
        #expect(files.map(\.name) == ["good.UKE"])
        #expect(try office.errors().isEmpty)
    }

    @Test("合計の違いはファイルの注意で、明細書は取り込む")
    func wrongTotals() throws {
        let office = try Office()
        var file = Uke()
        file.isTotalWrong = true
        let report = try office.take(file)
        #expect(report.accepted == 1)
        #expect(report.warnings.map(\.code) == ["W-FMT-063"])
        let stored = try #require(
            try office.read { try ClaimFileBook.newest(1, from: $0) }.first)
        #expect(!stored.areTotalsRight)
        let issues = try office.read { try ClaimFileBook.issues(of: stored.id, from: $0) }
        #expect(issues.map(\.code) == ["W-FMT-063"])
    }

    @Test("負担者番号が未設定の制度では、どのファイルも取り込まない")
    func schemeWithoutNumber() throws {
        let office = try Office()
        let law = BenefitLaw(book: Office.koshigaya)
        #expect(throws: BenefitsRefusal.schemeUnset("funder")) {
            try office.gate.perform(ImportClaims.operation, by: Office.machine, for: .benefit) {
                try ImportClaims.perform(
                    [ClaimFileInput(name: "a.UKE", source: .bytes(try Uke().bytes()))], law: law,
                    reader: ClaimFileReader(Office.layouts), in: $0)
            }
        }
        #expect(try office.read { try ClaimFileBook.newest(1, from: $0) }.isEmpty)
    }

    @Test("どこが壊れていても、取り込むか何も残さないかのどちらかになる", arguments: 0..<8)
    func damagedAnywhere(round: UInt64) throws {
        let office = try Office()
        var file = Uke()
        file.claims = [
            Uke.Claim(), Uke.Claim(type: "1125", points: 900),
            Uke.Claim(recipient: Office.number(999_001)),
        ]
        let whole = try file.bytes()
        var random = Seeded(round)
        for _ in 0..<25 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(0x2C, at: place)
                default: bytes.removeSubrange(place...)
                }
                if bytes.isEmpty { break }
            }
            let before = try office.read { try ClaimFileBook.newest(1_000, from: $0) }
            let report = try office.importFiles([("x.UKE", bytes)])[0]
            let after = try office.read { try ClaimFileBook.newest(1_000, from: $0) }
            switch report.outcome {
            case .refused, .alreadyImported: #expect(after == before)
            case .imported(let id):
                let (claims, errors) = try office.read { db in
                    (
                        try ClaimBook.claims(of: id, from: db).count,
                        try ClaimErrorBook.errors(of: id, from: db).count
                    )
                }
                #expect(after.count == before.count + 1)
                #expect(claims == report.accepted)
                #expect(errors == report.rejected)
                #expect(report.claims == claims + errors)
            }
        }
    }

    @Test("窓口の担当は取り込めない")
    func permission() throws {
        let office = try Office()
        let file = [("a.UKE", try Uke().bytes())]
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.importFiles(file, by: Office.counter)
        }
        #expect(try office.importFiles(file, by: Office.payment)[0].accepted == 1)
    }
}

/// A claim that must end on the error list.
struct Trouble: CustomTestStringConvertible, Sendable {
    let name: String
    let reason: String
    let code: String
    let record: String
    let edit: @Sendable (inout Uke.Claim) -> Void

    init(
        _ name: String, _ reason: String, _ code: String, _ record: String,
        _ edit: @escaping @Sendable (inout Uke.Claim) -> Void
    ) {
        self.name = name
        self.reason = reason
        self.code = code
        self.record = record
        self.edit = edit
    }

    var testDescription: String { name }
}
