// SPDX-License-Identifier: Apache-2.0
import Copying
import Oversight
import Payments
import Safeguards

/// What other rooms hang into the gate and the door of System 1: one line each.
enum Hooks {
    /// Asked on every use of personal data before its answer leaves (説明, 上限, 利用停止).
    static func watches(
        _ settings: InstallationSettings, ceilings: Ceilings
    ) -> [any AccessWatch] {
        [SuspensionWatch(), ceilings]
            + (settings.asksReasons ? [ExplainedAccess()] : [])
    }

    /// Asked before every write and output (緊急停止).
    static func rules(_ settings: InstallationSettings) -> [any GateRule] {
        [StopRule()]
    }

    /// Asked at log-in and on every request (研修, 誓約, 委託契約).
    static func admissions(_ settings: InstallationSettings) -> [any Admission] {
        [RegisterAdmission()]
    }
}
