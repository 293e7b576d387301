// SPDX-License-Identifier: Apache-2.0
import Foundation
import FoundationXML

/// A second reader of XML, for what our writer made.
enum XMLReading {
    static func isWellFormed(_ bytes: [UInt8]) -> Bool {
        XMLParser(data: Data(bytes)).parse()
    }
}
