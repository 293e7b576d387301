// SPDX-License-Identifier: Apache-2.0
public import Database

/// 点検の基準.
public enum TermBook {
    public static func terms(from db: any Connection) throws -> OversightTerms {
        OversightTerms(
            try db.rows("SELECT name, value, unit, source, is_verified FROM oversight_term") {
                OversightTerms.Term(
                    name: $0.text(0), value: $0.int(1), unit: $0.text(2), source: $0.text(3),
                    isVerified: $0.bool(4))
            })
    }
}
