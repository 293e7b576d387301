// SPDX-License-Identifier: Apache-2.0
import Addressee
import Benefits
import Copying
import Database
import Entitlement
import Inquiries
import Jobs
import Ledger
import Links
import MedicalHub
import Migration
import Oversight
import Payments
import Registers
import Retention
import Safeguards
import Vault

/// Which tables stand in which database: the ground first, then the areas from below.
enum Schemas {
    static func of(_ system: KeyCabinet.System) throws -> [MigrationSet] {
        let ground = [try LedgerSchema.migrations(), try SafeguardsSchema.migrations()]
        switch system {
        case .casework:
            return ground + [
                try EntitlementSchema.migrations(), try BenefitsSchema.migrations(),
                try PaymentsSchema.migrations(), try LinksSchema.migrations(),
                try CopyingSchema.migrations(), try RegistersSchema.migrations(),
                try OversightSchema.migrations(),
                try RetentionSchema.migrations(), try RetentionSchema.caseworkMigrations(),
                try JobsSchema.migrations(), try MigrationSchema.migrations(),
                try CareSchema.migrations(),
            ]
        case .addressee:
            return ground + [
                try AddresseeSchema.migrations(), try InquiriesSchema.migrations(),
                try MedicalHubSchema.migrations(),
                try RetentionSchema.migrations(), try RetentionSchema.addresseeMigrations(),
            ]
        }
    }
}
