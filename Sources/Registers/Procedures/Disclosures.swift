// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// What a request must have (`OperationCode.receiveDisclosure`).
enum Disclosures {
    static let code = "disclosure"

    /// - Throws: `RegisterRefusal`, channel and identity first: whoever telephones is told so at once.
    static func check(_ values: RegisterValues, to state: EntryState) throws {
        guard values["identity"] != nil, values["identityOn"] != nil else {
            throw RegisterRefusal.rule(.identityUnchecked)
        }
        if values["requester"] != "本人", values["mandate"] == nil {
            throw RegisterRefusal.rule(.decisionIncomplete("代理権の確認"))
        }
        guard state == .closed else { return }
        let decision = values["decision"] ?? ""
        if decision == "取下げ" { return }
        let fits =
            switch values["kind"] {
            case "訂正": decision.hasPrefix("訂正")
            case "利用停止": decision.hasPrefix("利用停止")
            default: !decision.hasPrefix("訂正") && !decision.hasPrefix("利用停止")
            }
        guard fits else { throw RegisterRefusal.rule(.decisionIncomplete("請求に合う決定")) }
        if decision == "訂正する", values["before"] == nil || values["after"] == nil {
            throw RegisterRefusal.rule(.decisionIncomplete("訂正の前と後"))
        }
        let refused = ["部分開示", "不開示", "存否応答拒否", "不存在", "訂正しない", "利用停止しない"]
        if refused.contains(decision), values["grounds"] == nil {
            throw RegisterRefusal.rule(.decisionIncomplete("不開示・拒否の理由"))
        }
    }

    static func clock(
        _ values: RegisterValues, today: CivilDate, deadlines: Deadlines
    ) throws -> DisclosureClock {
        guard let request = values["kind"].flatMap(DisclosureClock.Request.init),
            let received = values.day("received")
        else { throw RegisterRefusal.wrongState }
        return try DisclosureClock(
            request, received: received, extendedDays: values.number("extendedDays") ?? 0,
            correction: values.day("correctionAsked").map {
                ($0, values.day("correctionDone"))
            }, today: today, deadlines: deadlines)
    }
}

/// 開示等請求の受付: in writing only, with the identity checked, by a desk and an owner.
public enum ReceiveDisclosure {
    public static let operation = OperationCode.receiveDisclosure
    private static let spoken: Set = ["電話", "FAX", "ＦＡＸ", "ファクス", "メール"]

    /// - Parameter values: the fields of the register `disclosure`; the day of the decision is computed.
    /// - Throws: `RegisterRefusal`.
    public static func perform(
        _ values: RegisterValues, subject: AddresseeNumber, room: RegisterRoom, in scope: Scope
    ) throws -> EntryNumber {
        if let channel = values["channel"], spoken.contains(channel) {
            throw RegisterRefusal.channelNotAllowed
        }
        guard values["identity"] != nil, values["identityOn"] != nil, values["identityBy"] != nil
        else { throw RegisterRefusal.rule(.identityUnchecked) }
        var values = values
        values["decideBy"] = nil
        let kind = try room.catalogue.kind(Disclosures.code)
        try RegisterGuard.fields(kind, values, at: .entry, in: scope)
        if let received = values.day("received"), received > scope.today {
            throw RegisterRefusal.fields([
                FieldProblem(field: "received", label: "請求のあった日", what: .notADate)
            ])
        }
        values["decideBy"] = try Disclosures.clock(
            values, today: scope.today, deadlines: room.catalogue.deadlines
        ).decideBy.description
        return try EnterRecord.perform(
            Disclosures.code, values, responsible: values["owner"], subject: subject, room: room,
            in: scope)
    }
}

/// 補正・延長: the clock of a request stands, goes on, or is set later; the day is computed anew.
public enum ResetDisclosure {
    public static let operation = OperationCode.decideDisclosure

    /// - Parameter changes: `correctionAsked`, `correctionDone`, or `extendedDays` with
    ///   `extensionReason`.
    /// - Throws: `RegisterRefusal`.
    public static func perform(
        _ number: EntryNumber, version: Int?, _ changes: RegisterValues, room: RegisterRoom,
        in scope: Scope
    ) throws {
        let kind = try room.catalogue.kind(Disclosures.code)
        let entry = try RegisterGuard.entry(kind, number, version: version, in: scope)
        guard entry.state == .open else { throw RegisterRefusal.wrongState }
        let touched = Set(changes.fields)
        let allowed: Set = [
            "correctionAsked", "correctionDone", "extendedDays", "extensionReason",
        ]
        guard touched.isSubset(of: allowed) else { throw RegisterRefusal.wrongState }
        if changes["extendedDays"] != nil {
            guard changes["extensionReason"] != nil else { throw RegisterRefusal.reasonMissing }
            // An extension is told to the requester before the time is over.
            guard let by = entry.values.day("decideBy"), scope.today <= by else {
                throw RegisterRefusal.rule(.tooLate)
            }
        }
        var values = changes.over(entry.values)
        if let asked = values.day("correctionAsked"), let done = values.day("correctionDone"),
            done < asked
        {
            throw RegisterRefusal.fields([
                FieldProblem(field: "correctionDone", label: "補正された日", what: .notADate)
            ])
        }
        values["decideBy"] = try Disclosures.clock(
            values, today: scope.today, deadlines: room.catalogue.deadlines
        ).decideBy.description
        try AmendRecord.perform(
            Disclosures.code, number, version: version, values, why: "期限の計算", room: room,
            in: scope)
    }
}

/// 決定: by the head. 利用停止する begins the suspension in the same transaction; 訂正する keeps what stood
/// before and what stands after.
public enum DecideDisclosure {
    public static let operation = OperationCode.decideDisclosure

    /// - Throws: `RegisterRefusal`; the officer who received the request does not decide it.
    public static func perform(
        _ number: EntryNumber, version: Int?, _ changes: RegisterValues, room: RegisterRoom,
        in scope: Scope
    ) throws {
        guard scope.operation == operation else { throw RegisterRefusal.notYours }
        let kind = try room.catalogue.kind(Disclosures.code)
        let entry = try RegisterGuard.entry(kind, number, version: version, in: scope)
        let first = try RegisterBook.versions(of: entry.id, from: scope.db).last?.officer
        guard first != scope.principal.officer else { throw SafeguardRefusal.sameOfficer }
        var changes = changes
        changes["decidedOn"] = scope.today.description
        try MoveRecord.perform(
            Disclosures.code, number, version: version, to: .closed, changes, why: scope.reason,
            room: room, in: scope)
        if changes["decision"] == "利用停止する", let subject = entry.subject {
            _ = try scope.append([
                SuspensionRow(
                    entry: entry.id, subject: subject, isSuspended: true,
                    officer: scope.principal.officer)
            ])
        }
    }
}

/// 利用停止の解除: use begins again, by the head, with the reason.
public enum EndSuspension {
    public static let operation = OperationCode.decideDisclosure

    /// - Throws: `RegisterRefusal`.
    public static func perform(
        _ number: EntryNumber, room: RegisterRoom, in scope: Scope
    ) throws {
        guard scope.operation == operation else { throw RegisterRefusal.notYours }
        let kind = try room.catalogue.kind(Disclosures.code)
        let entry = try RegisterGuard.entry(kind, number, version: nil, in: scope)
        guard let subject = entry.subject,
            try SuspensionBook.isSuspended(subject, from: scope.db)
        else { throw RegisterRefusal.wrongState }
        _ = try scope.append([
            SuspensionRow(
                entry: entry.id, subject: subject, isSuspended: false,
                officer: scope.principal.officer)
        ])
    }
}
