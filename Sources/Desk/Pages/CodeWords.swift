// SPDX-License-Identifier: Apache-2.0
import Formats
import Office

extension Installation {
    /// The printed wording of a code of a list of the layouts; the code itself where it is unknown.
    func wording(_ code: String?, in list: String) -> String {
        guard let code, !code.isEmpty else { return "" }
        return layouts.codes[list]?.text(code) ?? code
    }

    /// The choices of a list of the layouts.
    func choices(_ list: String) -> [(String, String)] {
        layouts.codes[list]?.values.map { ($0.code, $0.text) } ?? []
    }
}
