// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Registers
import Safeguards
import Support
import Testing
import Vocabulary

/// Every register, one after the other: it is there, asks for its fields, keeps every version in the
/// tamper-evident log, and rings when its day is over.
@Suite("台帳の種類ごとの約束")
struct KindTests {
    /// The measures of the assessment that are kept by the organisation alone.
    static let organisational = [
        "R-01", "R-22", "R-44", "R-57", "R-58", "R-65", "R-66", "R-67", "R-68", "R-69", "R-79",
        "R-84", "R-85a", "R-85b", "R-85c", "R-86a", "R-86c", "R-89", "R-93", "R-94", "R-95",
        "R-96", "R-97", "R-101", "R-104",
    ]
    static let kinds = Bench.catalogue.kinds

    @Test(
        "組織が守る25の対策のどれにも、台帳が一つある",
        .measure(
            "R-01", "R-22", "R-44", "R-57", "R-58", "R-65", "R-66", "R-67", "R-68", "R-69",
            "R-79", "R-84", "R-85a", "R-85b", "R-85c", "R-86a", "R-86c", "R-89", "R-93", "R-94",
            "R-95", "R-96", "R-97", "R-101", "R-104"))
    func everyMeasureHasItsRegister() {
        #expect(Self.organisational.count == 25)
        var owners: [String: String] = [:]
        for id in Self.organisational {
            // Not one register for two measures: the first that names it first is its own.
            let kind =
                Self.kinds.first { $0.measures.first == id }
                ?? Self.kinds.first { $0.measures.contains(id) && !owners.values.contains($0.code) }
            #expect(kind != nil, "\(id)")
            owners[id] = kind?.code
        }
        #expect(Set(owners.values).count == 25)
    }

    @Test("期限のある台帳には、根拠の言葉があり、法令の日数は表にある")
    func sources() throws {
        for kind in Self.kinds {
            for milestone in kind.milestones {
                #expect(!milestone.source.isEmpty, "\(kind.code) \(milestone.code)")
                if case .deadline(let code) = milestone.span {
                    let value = try Bench.catalogue.deadlines.value(code, on: day("2025-04-01"))
                    #expect(!value.source.isEmpty)
                }
            }
            if let period = kind.period { #expect(!period.source.isEmpty, "\(kind.code)") }
        }
        #expect(throws: RegisterRefusal.noDeadline("disclosure.decide")) {
            try Bench.catalogue.deadlines.value("disclosure.decide", on: day("2020-04-01"))
        }
    }

    @Test("必須の欄が欠けた記入を断り、欄の名を言う", arguments: kinds.map(\.code))
    func mandatoryFields(_ code: String) throws {
        let bench = try Bench()
        let kind = try bench.room.catalogue.kind(code)
        let whole = try bench.sample(kind, at: .entry)
        for field in kind.fields where field.requiredFrom == .entry {
            var values = whole
            values[field.name] = nil
            let refusal = #expect(throws: RegisterRefusal.self, "\(code) \(field.name)") {
                try bench.enter(code, values)
            }
            #expect(refusal?.message.isEmpty == false)
        }
        var stranger = whole
        stranger["nosuchfield"] = "値"
        #expect(throws: RegisterRefusal.self) { try bench.enter(code, stranger) }
    }

    @Test("記入は番号・版・職員とともに残り、書き換えは監査で見付かる", arguments: kinds.map(\.code))
    func kept(_ code: String) throws {
        let bench = try Bench()
        let kind = try bench.room.catalogue.kind(code)
        let subject = kind.isPersonal ? Bench.person : nil
        let number = try bench.enter(
            code, try bench.sample(kind, at: .entry), subject: subject)
        #expect(number == EntryNumber(year: FiscalYear(2025), number: number.number))
        var changed = RegisterValues()
        let free: Set<RegisterField.Form> = [.text, .long, .officer]
        let ruled: Set = ["departments", "evidence"]
        let field = try #require(
            kind.fields.last { free.contains($0.form) && !ruled.contains($0.name) })
        changed[field.name] = "書き直した見本"
        try bench.amend(code, number, changed, why: "書き誤り")
        let entry = try bench.entry(code, number)
        let versions = try bench.read { try RegisterBook.versions(of: entry.id, from: $0) }
        #expect(versions.map(\.number) == [2, 1])
        #expect(versions[0].values[field.name] == "書き直した見本" && versions[0].why == "書き誤り")
        #expect(versions[1].values[field.name] != "書き直した見本")
        #expect(try bench.ledger.verify(bench.store).ok)
        try bench.store.write { db in
            let table = db.engine == .postgres ? " ON register_version" : ""
            try db.execute("DROP TRIGGER register_version_no_update\(table)")
            try db.execute(
                "UPDATE register_version SET officer = 'nobody' WHERE version_number = 1")
        }
        #expect(try !bench.ledger.verify(bench.store).ok)
    }

    @Test("個人番号らしい数字は、どの台帳のどの欄にも書けない", .measure("R-07"))
    func noIndividualNumbers() throws {
        for kind in Self.kinds {
            let bench = try Bench()
            for field in kind.fields where field.form == .text || field.form == .long {
                var values = try bench.sample(kind, at: .entry)
                values[field.name] = "番号は ９０００-0000-0029 です"
                #expect(throws: RegisterRefusal.self, "\(kind.code) \(field.name)") {
                    try bench.enter(kind.code, values)
                }
            }
        }
    }

    @Test(
        "期限のある台帳は、期限を過ぎると警告に出て、済むと消える",
        .measure(
            "R-44", "R-57", "R-58", "R-65", "R-67", "R-68", "R-79", "R-84", "R-85a", "R-86a",
            "R-86d", "R-89", "R-90", "R-95", "R-63"),
        arguments: kinds.filter { !$0.milestones.isEmpty }.map(\.code))
    func alarms(_ code: String) throws {
        let bench = try Bench()
        let kind = try bench.room.catalogue.kind(code)
        var values = try bench.sample(kind, at: .entry)
        if code == "disclosure" { values["decideBy"] = "2025-07-10" }
        for milestone in kind.milestones where milestone.from != "entered" {
            if values[milestone.from] == nil { values[milestone.from] = "2025-06-10" }
        }
        let subject = kind.isPersonal ? Bench.person : nil
        let number = try bench.enter(code, values, subject: subject)
        let entry = try bench.entry(code, number)
        let due = try #require(entry.dueOn, "\(code)")
        #expect(entry.alarm(on: due) != .overdue)
        #expect(entry.alarm(on: due.next) == .overdue)
        #expect(entry.alarm(on: due.adding(days: -400)) == .calm)
        bench.clock.stand(on: due.next)
        let found = try bench.perform(kind.operations.view, by: bench.viewer(kind)) {
            try ViewRegisters.perform(desk: kind.desk, room: bench.room, in: $0)
        }
        let alarm = found.alarms.first { $0.entry == number && $0.kind == code }
        #expect(alarm?.state == .overdue, "\(code)")
        try bench.move(code, number, to: .void, why: "試験の終わり", by: bench.changer(kind))
        #expect(try bench.entry(code, number).dueOn == nil)
    }

    @Test(
        "毎年・毎月の台帳は、記入のない年度の期限を過ぎると警告に出る",
        .measure(
            "R-53", "R-91", "R-93", "R-94", "R-95", "R-97", "R-104", "R-85b", "R-85c", "R-86c"),
        arguments: kinds.filter { $0.period != nil }.map(\.code))
    func periods(_ code: String) throws {
        let bench = try Bench("2025-04-02")
        let kind = try bench.room.catalogue.kind(code)
        let first = try #require(
            try bench.overview().lines.first { $0.kind.code == code }?.due?.on)
        bench.clock.stand(on: first)
        #expect(try bench.overview().alarms.contains { $0.kind == code && $0.state == .near })
        bench.clock.stand(on: first.next)
        #expect(try bench.overview().alarms.contains { $0.kind == code && $0.state == .overdue })
        guard kind.life == .record else { return }
        bench.clock.stand(on: first)
        try bench.enter(code, try bench.sample(kind, at: .entry))
        #expect(try !bench.overview().alarms.contains { $0.kind == code && $0.entry == nil })
    }

    @Test("ほかの台帳の操作や、記入の役割のない職員では書けない")
    func permissions() throws {
        let bench = try Bench()
        let kind = try bench.room.catalogue.kind("contract")
        let values = try bench.sample(kind, at: .entry)
        #expect(throws: SafeguardRefusal.notPermitted) {
            try bench.enter("contract", values, by: Bench.clerk)
        }
        // Everybody may report an incident, but nothing else by that operation.
        #expect(throws: RegisterRefusal.notYours) {
            try bench.perform(.reportIncident, by: Bench.clerk) {
                try EnterRecord.perform("contract", values, room: bench.room, in: $0)
            }
        }
        #expect(throws: RegisterRefusal.notYours) {
            try bench.perform(.viewRegisters, by: Bench.keeper) {
                try ViewRegister.perform("enquiry", states: [.open], room: bench.room, in: $0)
            }
        }
        #expect(throws: RegisterRefusal.unknownRegister) { try bench.enter("nosuch", values) }
    }

    @Test("二人目の確認は、その記録を書いたことのない職員だけができる")
    func fourEyes() throws {
        let bench = try Bench()
        let kind = try bench.room.catalogue.kind("contract")
        let number = try bench.enter(
            "contract", try bench.sample(kind, at: .active), by: Bench.head)
        try bench.amend("contract", number, ["business": "保守"], by: Bench.keeper)
        #expect(throws: RegisterRefusal.ownConfirmation) {
            try bench.confirm("contract", number, by: Bench.head)
        }
        try bench.confirm("contract", number, by: Bench.second)
        #expect(try bench.entry("contract", number).isConfirmed)
        // A change needs a new confirmation.
        try bench.amend("contract", number, ["business": "運用"], why: "契約の変更")
        #expect(try !bench.entry("contract", number).isConfirmed)
    }

    @Test("先に書き換えられた版には上書きしない")
    func lostUpdate() throws {
        let bench = try Bench()
        let kind = try bench.room.catalogue.kind("patch")
        let number = try bench.enter("patch", try bench.sample(kind, at: .entry))
        try bench.amend("patch", number, ["component": "甲"], version: 1)
        #expect(throws: RegisterRefusal.changedMeanwhile) {
            try bench.amend("patch", number, ["component": "乙"], version: 1)
        }
    }
}

extension Bench {
    func viewer(_ kind: RegisterKind) -> Principal {
        let roles = kind.operations.view.definition.roles
        return roles.contains(.administrator) ? Bench.keeper : Bench.head
    }

    func changer(_ kind: RegisterKind) -> Principal {
        let roles = kind.writers.intersection(kind.operations.enter.definition.roles)
        return roles.contains(.administrator) ? Bench.keeper : Bench.head
    }
}
