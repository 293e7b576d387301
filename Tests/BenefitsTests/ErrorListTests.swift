// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Safeguards
import Testing
import Vocabulary

@Suite("エラー一覧と申立")
struct ErrorListTests {
    private func correct(
        _ office: Office, _ error: Int64, _ correction: ClaimCorrection,
        by who: Principal = Office.payment
    ) throws -> Int64 {
        try office.gate.perform(CorrectClaim.operation, by: who, for: .benefit) {
            try CorrectClaim.perform(
                error, correction, reason: "請求元に照会", law: Office.law, in: $0)
        }
    }

    @Test("受給者番号を直すと取り込まれ、元のエラー理由が残る")
    func correction() throws {
        let office = try Office()
        try office.take(.one { $0.recipient = Office.number(999_001) })
        let error = try #require(try office.errors().first)
        let id = try correct(
            office, error.id, ClaimCorrection(recipientNumber: RecipientNumber(Office.taroNumber)))
        let claim = try #require(try office.read { try ClaimBook.claims([id], from: $0) }[id])
        #expect(claim.payable == Yen(3_702))
        #expect(claim.errorReason == "資格なし")
        #expect(claim.source == .correction)
        #expect(claim.line == 2)
        #expect(try office.errors().isEmpty)
        #expect(throws: BenefitsRefusal.claimErrorSettled) {
            try correct(office, error.id, ClaimCorrection())
        }
    }

    @Test("検証数字の誤った負担者番号も、直せば取り込まれる")
    func correctFunder() throws {
        let office = try Office()
        try office.take(.one { $0.funder = "81119991" })
        let error = try #require(try office.errors().first)
        let id = try correct(
            office, error.id, ClaimCorrection(funder: PublicFunderNumber("81119992")))
        #expect(try office.read { try ClaimBook.claims([id], from: $0) }[id] != nil)
    }

    @Test("直しても検査に通らなければ、理由を言って何も残さない")
    func correctionInVain() throws {
        let office = try Office()
        try office.take(.one { $0.born = "20140610" })
        let error = try #require(try office.errors().first)
        do {
            _ = try correct(
                office, error.id, ClaimCorrection(born: date("2013-06-10")))
            Issue.record("通りました")
        } catch let fault as ClaimFault {
            #expect(fault.reason == .ageOrRatioDiffers)
        }
        #expect(try office.errors().count == 1)
    }

    @Test("再判定は直さずに見直し、返戻したものは一覧から消える")
    func recheck() throws {
        let office = try Office()
        try office.take(.one { $0.insurer = "01119999" })
        let error = try #require(try office.errors().first)
        let report = try office.gate.perform(
            RecheckClaims.operation, by: Office.payment, for: .benefit
        ) { try RecheckClaims.perform([error.id], law: Office.law, in: $0) }
        #expect(report.faults[error.id]?.reason == .insurerDiffers)
        try office.gate.perform(ReturnClaim.operation, by: Office.payment, for: .benefit) {
            try ReturnClaim.perform([error.id], reason: "保険者に確認済", in: $0)
        }
        #expect(try office.errors().isEmpty)
        #expect(
            try office.read { try ClaimErrorBook.errors(of: error.file, from: $0) }.map(\.outcome)
                == [.returned])
    }

    @Test("再判定の下見は、再判定と同じ額・同じエラーを答え、何も書かない")
    func foreseen() throws {
        let office = try Office()
        try office.lapse(Office.taro, on: "2025-06-01")
        try office.take(.one())
        var other = Uke.one { $0.insurer = "01119999" }
        other.billing = "202508"
        try office.take(other)
        try office.restoreTaro()
        let errors = try office.errors().map(\.id)
        func look() throws -> [Int64: Result<Yen, ClaimFault>] {
            try office.gate.perform(ExamineClaimErrors.operation, by: Office.payment, for: .benefit)
            { try ExamineClaimErrors.perform(errors, law: Office.law, in: $0) }
        }
        let found = try look()
        #expect(try found[errors[0]]?.get() == Yen(3_702))
        #expect(try look() == found && office.errors().map(\.id) == errors)
        let report = try office.gate.perform(
            RecheckClaims.operation, by: Office.payment, for: .benefit
        ) { try RecheckClaims.perform(errors, law: Office.law, in: $0) }
        #expect(report.payable == [errors[0]: Yen(3_702)])
        #expect(found[errors[1]] == report.faults[errors[1]].map { .failure($0) })
        #expect(report.faults[errors[1]]?.reason == .insurerDiffers)
    }

    @Test("未処理のエラーは、理由と頁で取り出せ、処理したものは入らない")
    func openByReason() throws {
        let office = try Office()
        try office.take(.one { $0.insurer = "01119999" })
        var unknown = Uke.one { $0.recipient = Office.number(999_001) }
        unknown.billing = "202508"
        try office.take(unknown)
        func open(
            _ reason: ObjectionReason? = nil, limit: Int = 10, from place: Int = 0
        ) throws -> [ObjectionReason] {
            try office.read {
                try ClaimErrorBook.open(reason, limit: limit, from: place, in: $0)
            }.map(\.reason)
        }
        #expect(try open() == [.insurerDiffers, .notEntitled])
        #expect(try open(.notEntitled) == [.notEntitled])
        #expect(try open(limit: 1, from: 1) == [.notEntitled])
        #expect(try open(.duplicate).isEmpty)
        let first = try #require(try office.errors().first)
        try office.gate.perform(ReturnClaim.operation, by: Office.payment, for: .benefit) {
            try ReturnClaim.perform([first.id], reason: "保険者に確認済", in: $0)
        }
        #expect(try open() == [.notEntitled])
    }

    @Test("補正は支払担当だけ")
    func permission() throws {
        let office = try Office()
        #expect(throws: SafeguardRefusal.notPermitted) {
            try correct(office, 1, ClaimCorrection(), by: Office.head)
        }
        #expect(throws: BenefitsRefusal.unknownClaimError) {
            try correct(office, 1, ClaimCorrection())
        }
    }

    @Test("認められた過誤は明細書を取り消し、請求し直せる")
    func objection() throws {
        let office = try Office()
        try office.take(Uke())
        let claim = try #require(
            try office.read { try ClaimBook.claims(child: Office.taro, from: $0) }.first)
        func file() throws {
            try office.gate.perform(FileObjection.operation, by: Office.payment, for: .benefit) {
                try FileObjection.perform(
                    .claim(claim.id), .readjustment, reason: .askedByInstitution,
                    on: date("2025-08-01"), in: $0)
            }
        }
        func answer(_ day: String) throws {
            try office.gate.perform(
                RecordObjectionResult.operation, by: Office.payment, for: .benefit
            ) {
                try RecordObjectionResult.perform(
                    .claim(claim.id), .accepted, on: date(day), in: $0)
            }
        }
        #expect(throws: BenefitsRefusal.noObjection) { try answer("2025-08-05") }
        try file()
        #expect(throws: BenefitsRefusal.objectionOpen) { try file() }
        #expect(try office.read { try ObjectionBook.pending(from: $0) }.count == 1)
        #expect(throws: BenefitsRefusal.resultBeforeObjection) { try answer("2025-07-31") }
        try answer("2025-08-10")
        #expect(try office.read { try ObjectionBook.pending(from: $0) }.isEmpty)
        var again = Uke.one { $0.points = 1_000 }
        again.billing = "202508"
        #expect(try office.take(again).payable == Yen(3_000))
        let months = yearMonth("2025-06")...yearMonth("2025-06")
        let totals = try office.read { try BenefitTotals.totals(months, from: $0) }
        #expect(totals.map(\.payable) == [Yen(3_000)])
    }

    @Test("多くの結果を一度に記録でき、誤りのある行が一つでもあれば、どの行も記録しない")
    func manyAnswers() throws {
        let office = try Office()
        try office.take(Uke())
        try office.take(.one { $0.type = "1125" })
        let claims = try office.read { try ClaimBook.claims(child: Office.taro, from: $0) }
        try #require(claims.count == 2)
        for claim in claims {
            try office.gate.perform(FileObjection.operation, by: Office.payment, for: .benefit) {
                try FileObjection.perform(
                    .claim(claim.id), .readjustment, reason: .askedByInstitution,
                    on: date("2025-08-01"), in: $0)
            }
        }
        func answer(
            _ lines: [(Int64, ObjectionResult, String, Int?)], by who: Principal = Office.payment
        ) throws {
            try office.gate.perform(RecordObjectionResults.operation, by: who, for: .benefit) {
                try RecordObjectionResults.perform(
                    lines.map {
                        ObjectionAnswer(
                            .claim($0.0), $0.1, on: date($0.2), offset: $0.3.map { Yen($0) })
                    }, in: $0)
            }
        }
        func refused(_ lines: [(Int64, ObjectionResult, String, Int?)]) throws -> [Int: String] {
            do {
                try answer(lines)
                return [:]
            } catch let refused as RefusedAnswers {
                return refused.lines.reduce(into: [:]) { $0[$1.place] = $1.refusal.code }
            }
        }
        let (one, two) = (claims[0].id, claims[1].id)
        #expect(
            try refused([
                (one, .accepted, "2025-08-10", nil), (two, .partlyAccepted, "2025-08-10", nil),
                (999, .upheld, "2025-08-10", nil),
            ]) == [
                1: BenefitsRefusal.offsetMissing.code, 2: BenefitsRefusal.unknownClaim.code,
            ])
        #expect(
            try refused([
                (one, .upheld, "2025-08-10", nil), (one, .accepted, "2025-08-10", nil),
            ]) == [1: BenefitsRefusal.noObjection.code])
        #expect(try refused([(one, .upheld, "2025-07-31", nil)]).count == 1)
        #expect(try office.read { try ObjectionBook.pendingCount(from: $0) } == 2)
        #expect(throws: SafeguardRefusal.notPermitted) {
            try answer([(one, .upheld, "2025-08-10", nil)], by: Office.head)
        }
        try answer([
            (one, .accepted, "2025-08-10", nil), (two, .partlyAccepted, "2025-08-11", 700),
        ])
        #expect(try office.read { try ObjectionBook.pendingCount(from: $0) } == 0)
        let back = try office.read { try ObjectionBook.takenBack(claims: [one, two], from: $0) }
        #expect(back == [one: claims[0].payable, two: Yen(700)])
        #expect(try refused([(one, .accepted, "2025-08-10", nil)]).count == 1)
    }

    @Test("申立の一覧は、結果待ちと申立の月で引け、送り先と残りの額を言う")
    func objectionLines() throws {
        let office = try Office()
        try office.take(Uke())
        let claim = try #require(
            try office.read { try ClaimBook.claims(child: Office.taro, from: $0) }.first)
        func file(_ day: String) throws {
            try office.gate.perform(FileObjection.operation, by: Office.payment, for: .benefit) {
                try FileObjection.perform(
                    .claim(claim.id), .readjustment, reason: .pointsOrAmountDiffer,
                    on: date(day), in: $0)
            }
        }
        func pending() throws -> [ObjectionLine] {
            try office.read { try ObjectionLines.pending(limit: 10, in: $0) }
        }
        try file("2025-08-01")
        #expect(try pending().map(\.payable) == [claim.payable])
        #expect(try pending().map(\.child) == [Office.taro])
        #expect(try pending().map(\.agency) == [claim.source])
        #expect(try pending().map(\.recipientNumber) == [claim.recipientNumber])
        #expect(try office.read { try ObjectionLines.pending(limit: 10, from: 1, in: $0) }.isEmpty)
        #expect(try office.read { try ObjectionBook.pendingCount(from: $0) } == 1)
        try office.gate.perform(
            RecordObjectionResult.operation, by: Office.payment, for: .benefit
        ) {
            try RecordObjectionResult.perform(
                .claim(claim.id), .partlyAccepted, on: date("2025-08-10"), offset: Yen(1_000),
                in: $0)
        }
        #expect(try pending().isEmpty)
        #expect(try office.read { try ObjectionBook.pendingCount(from: $0) } == 0)
        try file("2025-09-01")
        #expect(try pending().map(\.payable) == [claim.payable - Yen(1_000)])
        let august = try office.read {
            try ObjectionLines.filed(in: yearMonth("2025-08"), from: $0)
        }
        // The answer is no filing of its own; the amount is that of the day of filing.
        #expect(august.map(\.payable) == [claim.payable])
        #expect(
            try office.read { try ObjectionLines.filed(in: yearMonth("2025-07"), from: $0) }.isEmpty
        )
    }

    @Test("統計は診療月・入外・現物と償還に分ける")
    func totals() throws {
        let office = try Office()
        try office.take(Uke())
        try office.take(.one { $0.type = "1125" })
        try office.enter([office.input()])
        try office.propose()
        try office.approve()
        let months = yearMonth("2025-06")...yearMonth("2025-08")
        func rows(_ kind: BenefitTotals.MonthKind) throws -> [String] {
            try office.read { try BenefitTotals.totals(months, by: kind, from: $0) }.map {
                "\($0.month) \($0.setting.wording) \($0.channel.wording) \($0.count) \($0.payable.amount)"
            }
        }
        #expect(
            try rows(.treatment) == [
                "2025-06 入院 現物給付 1 3702", "2025-06 外来 現物給付 1 3702", "2025-06 外来 償還払い 1 3000",
            ])
        #expect(
            try rows(.billing) == [
                "2025-07 入院 現物給付 1 3702", "2025-07 外来 現物給付 1 3702", "2025-08 外来 償還払い 1 3000",
            ])
    }

    @Test("資格の終わりが早まると、その後の月の給付が挙がる")
    func afterLapse() throws {
        let office = try Office()
        try office.take(Uke())
        func touched(_ day: String) throws -> [Consequence] {
            try office.read {
                try BenefitsAfterLapse().afterLapse([Office.taro: date(day)], in: $0)
            }[Office.taro] ?? []
        }
        #expect(try touched("2025-06-01").map(\.amount) == [Yen(3_702)])
        #expect(try touched("2025-06-02").isEmpty)
        #expect(try touched("2025-07-01").isEmpty)
    }

    @Test("医療機関マスタの名称は取込の時に写され、同じ一覧を二度入れても増えない")
    func institutions() throws {
        let office = try Office()
        let code = try #require(MedicalInstitutionCode("1119900010"))
        let list = [
            Institution(
                code: code, name: "医療法人見本会 見本医院", shortName: "見本医院", location: .municipality)
        ]
        func record() throws -> Int {
            try office.gate.perform(
                RecordInstitutions.operation, by: .machine("masters"), for: .maintenance
            ) { try RecordInstitutions.perform(list, in: $0) }
        }
        #expect(try record() == 1)
        #expect(try record() == 0)
        try office.take(Uke())
        let claim = try #require(
            try office.read { try ClaimBook.claims(child: Office.taro, from: $0) }.first)
        #expect(claim.institutionName == "医療法人見本会 見本医院")
        #expect(claim.institutionShortName == "見本医院")
    }

    @Test("医療機関の一つの登録は、理由がなければ断り、同じ内容は二度増えず、管理者だけが行える")
    func oneInstitution() throws {
        let office = try Office()
        let code = try #require(MedicalInstitutionCode("1197000018"))
        var edit = InstitutionEdit(name: "見本接骨院", location: .municipality)
        func newest() throws -> (institution: Institution, row: Int64)? {
            try office.read { try InstitutionBook.newest(code, from: $0) }
        }
        func record(
            _ reason: String, _ role: Role, seen: Int64? = nil
        ) throws -> RecordInstitution.Outcome {
            let who = Principal(
                officer: "U900", name: "U900", roles: [role], session: "test", terminal: "T1")
            let row = try seen ?? newest()?.row ?? 0
            return try office.gate.perform(
                RecordInstitution.operation, by: who, for: .maintenance
            ) { try RecordInstitution.perform(code, edit, seen: row, reason: reason, in: $0) }
        }
        #expect(throws: BenefitsRefusal.missingReason) { try record("　", .administrator) }
        #expect(throws: SafeguardRefusal.notPermitted) { try record("届出", .payment) }
        #expect(try record("届出", .administrator) == .recorded)
        #expect(try record("届出", .administrator, seen: 0) == .same)
        edit.closure = .closed
        edit.closedOn = date("2025-05-31")
        edit.phone = "03-0000-0000"
        #expect(try record("廃止の届出", .administrator, seen: 0) == .changedMeanwhile)
        #expect(try newest()?.institution.closure == .open)
        #expect(try record("廃止の届出", .administrator) == .recorded)
        edit.phone = nil
        edit.name = "見本整骨院"
        #expect(try record("名称の変更", .administrator) == .recorded)
        let known = try #require(try newest()?.institution)
        #expect(known.closedOn == date("2025-05-31") && known.phone == "03-0000-0000")
        #expect(known.name == "見本整骨院" && known.closure == .closed)
    }
}
