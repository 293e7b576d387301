// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@Suite("人ごとの帳")
struct RecordTests {
    static let sibling = AddresseeNumber(value: 900_000_031)
    static let other = AddresseeNumber(value: 900_000_041)
    static let payment = Principal(
        officer: "U007", name: "U007", roles: [.payment], session: "test", terminal: "T1")

    /// An office with one granted child.
    private func office() throws -> Office {
        let office = try Office()
        try office.grant()
        office.directory.put(
            office.person(Self.sibling, "検証 次郎", "ケンショウ ジロウ", born: "2023-04-01"))
        return office
    }

    @discardableResult
    private func change<R>(
        _ office: Office, by who: Principal = Office.counter,
        _ operation: OperationCode = .changeRegistration, _ body: (Scope) throws -> R
    ) throws -> R {
        try office.gate.perform(operation, by: who, for: .change, body)
    }

    // MARK: 福祉世帯

    @Test("福祉世帯員は期間と理由を持ち、訂正は新しい事実で、前の記録の日の状態は変わらない", .measure("R-48"))
    func household() throws {
        let office = try office()
        let member = HouseholdMember(
            recipient: Office.parent, member: Self.sibling, relation: "子",
            period: EffectivePeriod(from: date("2025-04-05")))
        try change(office) {
            try RecordHousehold.perform(member, reason: "同居の確認", in: $0)
        }
        let before = office.clock.now()
        office.clock.stand(on: date("2025-06-01"))
        let row = try #require(
            try office.read { try HouseholdBook.history(around: Self.sibling, from: $0) }
                .first { $0.value.member == Self.sibling })
        #expect(row.reason == "同居の確認")
        #expect(row.officer == "U001")
        var ended = member
        ended.period = EffectivePeriod(from: date("2025-04-05"), until: date("2025-05-10"))
        try change(office) {
            try RecordHousehold.perform(ended, replaces: row.id, reason: "別居", in: $0)
        }
        try office.read { db in
            let now = try HouseholdBook.members(recipients: [Office.parent], from: db)
            #expect(
                now[Office.parent]?.contains {
                    $0.member == Self.sibling && $0.period == ended.period
                } == true)
            let then = try HouseholdBook.members(
                recipients: [Office.parent], asOf: before, from: db)
            #expect(
                then[Office.parent]?.contains {
                    $0.member == Self.sibling && $0.period == member.period
                } == true)
            #expect(
                try HouseholdBook.together(
                    with: Office.child, on: date("2025-05-01"), from: db
                ).contains(Self.sibling))
            #expect(
                try !HouseholdBook.together(
                    with: Office.child, on: date("2025-05-10"), from: db
                ).contains(Self.sibling))
        }
        #expect(throws: RecordRefusal.alreadyCorrected) {
            try change(office) {
                try RecordHousehold.perform(ended, replaces: row.id, reason: "再", in: $0)
            }
        }
    }

    @Test("本人、重なる期間、別の受給者の世帯員、理由のない登録は断る")
    func householdRefusals() throws {
        let office = try office()
        func add(
            _ recipient: AddresseeNumber, _ member: AddresseeNumber, _ from: String,
            reason: String = "理由"
        ) throws {
            try change(office) {
                try RecordHousehold.perform(
                    HouseholdMember(
                        recipient: recipient, member: member, relation: "子",
                        period: EffectivePeriod(from: date(from))), reason: reason, in: $0)
            }
        }
        #expect(throws: RecordRefusal.memberIsRecipient) {
            try add(Office.parent, Office.parent, "2025-04-05")
        }
        #expect(throws: EntitlementRefusal.missingReason) {
            try add(Office.parent, Self.sibling, "2025-04-05", reason: "")
        }
        // Nobody without an application or an entitlement has a household here.
        #expect(throws: EntitlementRefusal.notLinked) {
            try add(Self.other, Self.sibling, "2025-04-05")
        }
        try add(Office.parent, Self.sibling, "2025-04-05")
        #expect(throws: RecordRefusal.overlaps) {
            try add(Office.parent, Self.sibling, "2025-04-20")
        }
        #expect(throws: RecordRefusal.inOtherHousehold) {
            try add(Office.child, Self.sibling, "2025-04-20")
        }
    }

    // MARK: 健康保険

    @Test("保険の訂正は新しい事実で、取得日を直すと前の行が取り消され、再判定に入る", .measure("R-48"))
    func insurance() throws {
        let office = try office()
        let before = office.clock.now()
        office.clock.stand(on: date("2025-06-01"))
        let row = try #require(
            try office.read { try InsuranceBook.history(of: Office.child, from: $0) }.first)
        var right = office.insurance(Office.child, from: "2025-04-02")
        right.evidence = .confirmation
        right.reason = "資格確認書で確認"
        try change(office) {
            try CorrectInsurance.perform(right, replaces: row.id, in: $0)
        }
        try office.read { db in
            let now = try InsuranceBook.stretches([Office.child], from: db)[Office.child]
            #expect(now?.map(\.period.from) == [date("2025-04-02")])
            let then = try InsuranceBook.stretches([Office.child], asOf: before, from: db)
            #expect(then[Office.child]?.map(\.period.from) == [date("2025-04-01")])
            let facts = try InsuranceBook.history(of: Office.child, from: db)
            #expect(facts.count == 3)
            #expect(facts.last?.value.evidence == .confirmation)
            #expect(facts.last?.reason == "資格確認書で確認")
            #expect(try Inbox.counts(on: date("2025-06-01"), from: db).toRejudge == 1)
        }
        #expect(throws: RecordRefusal.alreadyCorrected) {
            try change(office) {
                try CorrectInsurance.perform(right, replaces: row.id, in: $0)
            }
        }
        // The same once more says nothing new.
        #expect(try !change(office) { try CorrectInsurance.perform(right, in: $0) })
    }

    @Test("保険の訂正は、検証数字・日付・理由・資格のない人で断り、給付の職員にはできない", .measure("R-45"))
    func insuranceRefusals() throws {
        let office = try office()
        var input = office.insurance(Office.child, from: "2025-04-02")
        #expect(throws: EntitlementRefusal.missingReason) {
            try change(office) { try CorrectInsurance.perform(input, in: $0) }
        }
        input.reason = "確認"
        input.lostOn = date("2025-04-01")
        #expect(throws: EntitlementRefusal.insuranceDaysReversed) {
            try change(office) { try CorrectInsurance.perform(input, in: $0) }
        }
        var stranger = office.insurance(Self.other, from: "2025-04-02")
        stranger.reason = "確認"
        #expect(throws: EntitlementRefusal.notLinked) {
            try change(office) { try CorrectInsurance.perform(stranger, in: $0) }
        }
        #expect(throws: RecordRefusal.unknownEntry) {
            try change(office) {
                input.lostOn = nil
                try CorrectInsurance.perform(input, replaces: 999_999, in: $0)
            }
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try change(office, by: Self.payment) { try CorrectInsurance.perform(input, in: $0) }
        }
    }

    // MARK: 口座

    private func uses(_ office: Office) throws -> [Recorded<AccountInUse>] {
        try office.read { try AccountBook.recorded(of: Office.parent, from: $0) }
    }

    private func current(_ office: Office, on day: String) throws -> AccountInUse? {
        try office.read {
            try AccountBook.current(
                recipients: [Office.parent], on: date(day), from: $0)[Office.parent]
        }
    }

    private func period(
        _ office: Office, _ use: Int64, _ from: String, until: String? = nil,
        by who: Principal = Office.counter
    ) throws {
        try change(office, by: who, .changeAccount) {
            try ChangeAccountPeriod.perform(
                use, of: Office.parent,
                period: EffectivePeriod(from: date(from), until: until.map(date)),
                reason: "届出", in: $0)
        }
    }

    @Test("口座の期間を短くするとすぐ効き、その後の日には口座がなく、前の記録の日では前のまま")
    func accountEnds() throws {
        let office = try office()
        let use = try #require(try uses(office).first)
        #expect(use.value.isConfirmed)
        let before = office.clock.now()
        office.clock.stand(on: date("2025-06-01"))
        try period(office, use.id, "2025-04-10", until: "2025-07-01")
        #expect(try current(office, on: "2025-06-30")?.isConfirmed == true)
        #expect(try current(office, on: "2025-07-01") == nil)
        let then = try office.read {
            try AccountBook.current(
                recipients: [Office.parent], on: date("2025-07-01"), asOf: before, from: $0)
        }
        #expect(then[Office.parent]?.id == use.id)
        #expect(throws: RecordRefusal.alreadyCorrected) {
            try period(office, use.id, "2025-04-10", until: "2025-08-01")
        }
        // Taken back as a mistake: no day is left.
        let shorter = try #require(try uses(office).last)
        try period(office, shorter.id, "2025-04-10", until: "2025-04-10")
        #expect(try current(office, on: "2025-05-01") == nil)
    }

    @Test("期間の訂正で、確認されていない口座が使えるようになることはない", .measure("R-08"))
    func accountNeverConfirmsItself() throws {
        let office = try office()
        try change(office, .changeAccount) {
            _ = try RecordAccount.perform(
                AccountInput(
                    bank: "9001", branch: "001", type: .ordinary, number: "9000099",
                    holderKana: "ケンショウ ハナコ", from: date("2025-05-01")), of: Office.parent,
                directory: office.directory, reason: "口座変更届", in: $0)
        }
        let waiting = try #require(try uses(office).last)
        #expect(!waiting.value.isConfirmed)
        // Shorter, longer, earlier: it waits all the same.
        try period(office, waiting.id, "2025-05-01", until: "2099-01-01")
        #expect(try current(office, on: "2025-05-02")?.isConfirmed == false)
        // A confirmed one that reaches further waits again.
        let confirmed = try #require(try uses(office).first)
        try period(office, confirmed.id, "2025-04-01")
        let reaching = try #require(try uses(office).last)
        #expect(!reaching.value.isConfirmed && reaching.value.period.from == date("2025-04-01"))
        #expect(throws: SafeguardRefusal.notPermitted) {
            try period(office, reaching.id, "2025-04-01", by: Office.machine)
        }
        #expect(throws: RecordRefusal.unknownEntry) { try period(office, 999_999, "2025-04-01") }
        #expect(throws: RecordRefusal.daysReversed) {
            try period(office, reaching.id, "2025-04-02", until: "2025-04-01")
        }
    }

    @Test(
        "名義人は、銀行の書き方にそろえて受給者と比べる",
        arguments: [
            ("ｹﾝｼﾖｳ ﾊﾅｺ", "ケンショウ ハナコ", HolderComparison.same),
            ("ケンシヨウハナコ", "けんしょう　はなこ", .same), ("ﾔﾏﾀﾞ ﾖ-ｺ", "ヤマダ ヨーコ", .same),
            ("ﾔﾏﾀ ﾀﾛｳ", "ヤマダ タロウ", .voiceDiffers), ("ﾊﾏﾀﾞ ﾀﾛｳ", "ハマタ タロウ", .voiceDiffers),
            ("ﾔﾏﾀﾞ ﾊﾅｺ", "ヤマダ タロウ", .sameFamily), ("ｽｽﾞｷ ﾀﾛｳ", "ヤマダ タロウ", .other),
            ("ｵｶﾞﾜ ｼﾞﾛｳ", "ヲガワ ヂロウ", .voiceDiffers),
            (
                "ｱﾙﾌｱﾍﾞﾂﾄ ｱﾙﾌｱﾍﾞﾂﾄ ｱﾙﾌｱﾍﾞﾂﾄ ﾍﾞ", "アルファベット アルファベット アルファベット ベータ",
                .cut
            ),
        ])
    func holders(holder: String, name: String, expected: HolderComparison) {
        let found = HolderComparison(holder: holder, name: name)
        // ヂ and ジ are two letters to a bank, one to the ear: never `same`, never silent.
        if expected == .voiceDiffers {
            #expect(found.isDoubtful)
        } else {
            #expect(found == expected)
        }
    }

    // MARK: 送付先・居住地

    @Test("送付先は期間のあいだだけ宛先になり、訂正と取消が効き、郵便番号の桁を確かめる")
    func mailing() throws {
        let office = try office()
        func input(
            _ address: String, _ from: String, until: String? = nil, postal: String = "1190002"
        )
            -> MailingAddressInput
        {
            MailingAddressInput(
                subject: Office.parent, postalCode: postal, address: address, kana: "ケンショウ",
                name: "検証 祖母", period: EffectivePeriod(from: date(from), until: until.map(date)))
        }
        func record(_ input: MailingAddressInput, replaces: Int64? = nil) throws {
            try change(office) {
                try RecordMailingAddress.perform(input, replaces: replaces, reason: "届出", in: $0)
            }
        }
        func address(on day: String) throws -> String? {
            try office.read { db in
                try AddressBook.mailing(
                    [Office.parent], on: date(day), protected: [], from: db)[Office.parent]?
                    .address.shown(to: Office.counter)?.text
            }
        }
        #expect(throws: RecordRefusal.wrongPostalCode) {
            try record(input("北町1", "2025-05-01", postal: "119000"))
        }
        try record(input("北町1", "2025-05-01", until: "2025-08-01"))
        #expect(try address(on: "2025-04-30") == nil)
        #expect(try address(on: "2025-07-31") == "北町1")
        #expect(try address(on: "2025-08-01") == nil)
        let first = try #require(
            try office.read {
                try AddressBook.mailingHistory(of: Office.parent, isProtected: false, from: $0)
            }.first)
        try record(input("北町2", "2025-05-01", until: "2025-06-01"), replaces: first.id)
        #expect(try address(on: "2025-05-15") == "北町2")
        // The corrected row is not found behind the end of the new one.
        #expect(try address(on: "2025-07-01") == nil)
        let second = try #require(
            try office.read {
                try AddressBook.mailingHistory(of: Office.parent, isProtected: false, from: $0)
            }.last)
        try record(input("北町2", "2025-05-01", until: "2025-05-01"), replaces: second.id)
        #expect(try address(on: "2025-05-15") == nil)
    }

    @Test("届け出た居住地は住民記録と並んで残り、住民記録の行は訂正できない")
    func residence() throws {
        let office = try office()
        func facts() throws -> [Recorded<AddressFact>] {
            try office.read {
                try AddressBook.residenceHistory(of: Office.child, isProtected: false, from: $0)
            }
        }
        let register = try #require(try facts().first)
        let living = ResidenceInput(
            subject: Office.child, postalCode: "1190003", address: "見本市寮1", kana: "ケンショウ タロウ",
            name: "検証 太郎", period: EffectivePeriod(from: date("2025-05-01")))
        #expect(throws: RecordRefusal.unknownEntry) {
            try change(office) {
                try RecordResidence.perform(living, replaces: register.id, reason: "誤", in: $0)
            }
        }
        try change(office) { try RecordResidence.perform(living, reason: "寮に住む", in: $0) }
        #expect(try facts().count == 2)
        #expect(try facts().allSatisfy { !$0.isOverruled })
    }

    // MARK: メモ

    private func write(
        _ office: Office, _ text: String, subject: AddresseeNumber = Office.child,
        reach: MemoReach = .person, _ importance: MemoImportance = .note,
        until: String? = nil, replaces: Int64? = nil, by who: Principal = Office.counter
    ) throws -> Int64 {
        try change(office, by: who, .writeMemo) {
            try WriteMemo.perform(
                MemoInput(
                    subject: subject, reach: reach, importance: importance, text: text,
                    shownUntil: until.map(date), replaces: replaces), in: $0)
        }
    }

    private func shown(_ office: Office, about person: AddresseeNumber, on day: String) throws
        -> [String]
    {
        try office.read {
            try MemoBook.shown(about: person, on: date(day), from: $0).map(\.value.text)
        }
    }

    @Test("メモは重いものから並び、世帯のものは家族にも出て、期限と終了で消え、書き直しは一度だけ")
    func memos() throws {
        let office = try office()
        let note = try write(office, "電話は夕方に")
        _ = try write(office, "父からの問合せに答えない", subject: Office.parent, reach: .household, .warning)
        _ = try write(office, "証を再送した", .notice, until: "2025-04-20")
        #expect(
            try shown(office, about: Office.child, on: "2025-04-20") == [
                "父からの問合せに答えない", "証を再送した", "電話は夕方に",
            ])
        #expect(
            try shown(office, about: Office.child, on: "2025-04-21") == [
                "父からの問合せに答えない", "電話は夕方に",
            ])
        #expect(try shown(office, about: Office.parent, on: "2025-04-20") == ["父からの問合せに答えない"])
        let second = try write(office, "電話は朝に", replaces: note)
        #expect(throws: RecordRefusal.alreadyCorrected) {
            try write(office, "電話は昼に", replaces: note)
        }
        try change(office, .writeMemo) { try EndMemo.perform(second, of: Office.child, in: $0) }
        #expect(try !shown(office, about: Office.child, on: "2025-04-20").contains("電話は朝に"))
        let all = try office.read { try MemoBook.history(of: [Office.child], from: $0) }
        #expect(all.map(\.value.text).contains("電話は夕方に"))
        #expect(all.allSatisfy { $0.value.author == "U001" })
    }

    @Test("空・長すぎ・期限切れ・資格のない人のメモは断り、管理者には書けない", .measure("R-23", "R-45"))
    func memoRefusals() throws {
        let office = try office()
        #expect(throws: RecordRefusal.memoEmpty) { try write(office, "") }
        #expect(throws: RecordRefusal.memoTooLong(limit: MemoInput.longest)) {
            try write(office, String(repeating: "あ", count: MemoInput.longest + 1))
        }
        #expect(throws: RecordRefusal.memoAlreadyOver) {
            try write(office, "x", until: "2025-04-09")
        }
        #expect(throws: EntitlementRefusal.notLinked) {
            try write(office, "x", subject: Self.other)
        }
        let administrator = Principal(
            officer: "U009", name: "U009", roles: [.administrator], session: "test",
            terminal: "T1")
        #expect(throws: SafeguardRefusal.notPermitted) {
            try write(office, "x", by: administrator)
        }
        #expect(throws: RecordRefusal.unknownEntry) { try write(office, "x", replaces: 999_999) }
    }

    // MARK: 保険者の附加給付

    @Test("附加給付は二人で決め、適用日のいちばん新しいものが効き、過去の日の答えは変わらない", .measure("R-08"))
    func insurerRules() throws {
        let office = try office()
        let insurer = try #require(InsurerNumber("06119903"))
        func propose(
            _ from: String, deduct: Int, pays: Bool = true, by who: Principal = Self.payment
        )
            throws -> Int64
        {
            try office.gate.perform(ProposeInsurerRule.operation, by: who, for: .benefit) {
                try ProposeInsurerRule.perform(
                    InsurerRuleInput(
                        insurer: insurer, validFrom: date(from), pays: pays,
                        rule: AdditionalBenefitRule(deduct: deduct, minimum: 1_000, unit: 100),
                        basis: "規約第31条"), in: $0)
            }
        }
        func decide(_ rule: Int64, back: String? = nil, by who: Principal = Office.head) throws {
            try office.gate.perform(DecideInsurerRule.operation, by: who, for: .benefit) {
                try DecideInsurerRule.perform(rule, sentBack: back, in: $0)
            }
        }
        func rule(on day: String) throws -> InsurerRule? {
            try office.read {
                try InsurerRuleBook.rule(insurer: "06119903", on: date(day), from: $0)
            }
        }
        let first = try propose("2025-04-01", deduct: 25_000)
        #expect(try rule(on: "2025-05-01") == nil, "決裁の前は使わない")
        let both = Principal(
            officer: "U007", name: "U007", roles: [.head, .payment], session: "test",
            terminal: "T1")
        #expect(throws: SafeguardRefusal.sameOfficer) { try decide(first, by: both) }
        try decide(first)
        #expect(try rule(on: "2025-05-01")?.rule.deduct == 25_000)
        #expect(try rule(on: "2025-03-31") == nil)
        #expect(throws: RecordRefusal.ruleSettled) { try decide(first) }
        let second = try propose("2025-10-01", deduct: 20_000)
        #expect(throws: RecordRefusal.ruleExists) { try propose("2025-10-01", deduct: 1) }
        try decide(second)
        #expect(try rule(on: "2025-09-30")?.rule.deduct == 25_000)
        #expect(try rule(on: "2025-10-01")?.rule.deduct == 20_000)
        let none = try propose("2026-04-01", deduct: 0, pays: false)
        try decide(none, back: "根拠が足りない")
        #expect(try rule(on: "2026-04-01")?.rule.deduct == 20_000)
        #expect(throws: SafeguardRefusal.notPermitted) {
            try propose("2026-05-01", deduct: 1, by: Office.counter)
        }
        #expect(throws: EntitlementRefusal.wrongInsurerNumber) {
            let wrong = try #require(InsurerNumber("06119904"))
            _ = try office.gate.perform(
                ProposeInsurerRule.operation, by: Self.payment, for: .benefit
            ) {
                try ProposeInsurerRule.perform(
                    InsurerRuleInput(
                        insurer: wrong, validFrom: date("2025-04-01"), pays: true,
                        rule: AdditionalBenefitRule(deduct: 0, minimum: 0, unit: 1), basis: "x"),
                    in: $0)
            }
        }
    }
}
