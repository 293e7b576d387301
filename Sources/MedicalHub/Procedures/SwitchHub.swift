// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// PMHの開始の起案: an administrator registers the version of 評価書 that allows it. Nothing is on yet.
public enum ProposeHub {
    public static let operation = OperationCode.manageHub

    /// - Parameters:
    ///   - version: the name of the published version.
    ///   - day: when it was published.
    /// - Throws: `HubRefusal.alreadyOn`, `.noVersion`, `.notNewer`, `.notPublishedYet`, `.otherDay`.
    public static func perform(
        version: String, publishedOn day: CivilDate, in scope: Scope
    ) throws {
        if try SwitchBook.state(in: scope).isOn { throw HubRefusal.alreadyOn }
        guard !version.allSatisfy(\.isWhitespace) else { throw HubRefusal.noVersion }
        let base = try BaseAssessment.standard()
        guard base.allowsHub || day > base.day else { throw HubRefusal.notNewer(than: base.day) }
        guard day <= scope.today else { throw HubRefusal.notPublishedYet }
        let known = try SwitchBook.assessment(version, in: scope)
        if let known, known.publishedOn != day { throw HubRefusal.otherDay(known.publishedOn) }
        let assessment =
            try known ?? SwitchBook.register(version, publishedOn: day, in: scope)
        try SwitchBook.append(.proposed, assessment, in: scope)
    }
}

/// PMHの開始の決定: another administrator confirms what was proposed. From now on it is on.
public enum ConfirmHub {
    public static let operation = OperationCode.manageHub

    /// - Throws: `HubRefusal.alreadyOn`, `.nothingProposed`, `SafeguardRefusal.sameOfficer`.
    public static func perform(in scope: Scope) throws {
        let state = try SwitchBook.state(in: scope)
        if state.isOn { throw HubRefusal.alreadyOn }
        guard let proposal = state.proposal else { throw HubRefusal.nothingProposed }
        try FourEyes.check(proposer: proposal.officer, approver: scope.principal.officer)
        try SwitchBook.append(.confirmed, proposal.assessment, in: scope)
    }
}

/// PMHの停止: one administrator is enough, and it counts at once: the next request is not built.
public enum StopHub {
    public static let operation = OperationCode.manageHub

    /// Stops it, or takes a proposal back; where neither is there nothing is written.
    public static func perform(in scope: Scope) throws {
        let state = try SwitchBook.state(in: scope)
        guard state.isOn || state.proposal != nil else { return scope.note("was off") }
        try SwitchBook.append(.stopped, nil, in: scope)
    }
}
