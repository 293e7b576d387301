// SPDX-License-Identifier: Apache-2.0
import Addressee
import Entitlement
import Links
import MedicalHub
import Safeguards
import Vocabulary

/// Answers the port of System 1's queue from `MedicalHub`, through System 2's own gate and log. Only
/// 宛名番号 and the entitlement cross; names and numbers are added on the other side.
struct HubOfSystem2: HubGateway {
    let gate: Gate
    let vault: NumberVault
    let isRehearsal: Bool
    /// Read when something is to be sent, so that a changed file counts at once.
    let settings: @Sendable () throws -> HubSettings
    let channel: @Sendable (HubConnection) -> any HubChannel
    /// Who asks PMH what it holds.
    var asker = Principal.machine("hub")

    func state() throws -> HubState {
        try gate.perform(.queueForHub, by: .machine("hub"), for: .registration) { scope in
            let state = try SwitchBook.state(in: scope)
            scope.note(state.isOn ? "on" : "off")
            guard let on = state.newest, let version = state.assessment?.version else {
                return .off
            }
            return .on(assessment: version, since: on.at)
        }
    }

    func send(_ parcels: [HubParcel]) async throws -> [HubAnswer] {
        try await sending().perform(parcels.map(HubBundle.init)).map(HubAnswer.init)
    }

    /// - Throws: `HubRefusal` where the settings do not let anything be sent.
    func sending() throws -> SendToHub {
        let settings = try settings()
        return try SendToHub(
            gate: gate, numbers: HubNumbers(vault), profile: settings.profile,
            channel: channel(settings.connection), isRehearsal: isRehearsal)
    }

    func holdings() async throws -> [HubHolding] {
        try await AskHubHoldings(gate: gate, channel: channel(try settings().connection))
            .perform(by: asker).map(HubHolding.init)
    }
}

extension HubBundle {
    init(_ parcel: HubParcel) {
        self.init(
            child: parcel.child,
            rows: parcel.rows.map { row in
                HubRegistration(
                    child: parcel.child, key: row.key, recipientNumber: row.recipientNumber,
                    funder: row.funder, care: HubCare(row.setting), from: row.from,
                    through: row.through, isDeleted: row.isDeleted)
            })
    }
}

extension HubCare {
    fileprivate init(_ setting: HubSetting) {
        switch setting {
        case .both: self = .both
        case .outpatient: self = .outpatient
        case .inpatient: self = .inpatient
        }
    }
}

extension HubAnswer {
    fileprivate init(_ result: HubResult) {
        let outcome: HubOutcome =
            switch result.outcome {
            case .accepted: .accepted
            case .refused(let field, let rule): .refused(field: field, rule: rule)
            case .failed(let why): .failed(why)
            }
        self.init(outcome, status: result.status, request: result.request)
    }
}

extension HubHolding {
    fileprivate init(_ row: HubHeldRow) {
        self.init(
            key: row.key, recipientNumber: row.recipientNumber, from: row.from,
            through: row.through, isDeleted: row.isDeleted, isNotDisclosed: row.isNotDisclosed)
    }
}
