export { selectorText } from "../core/label-selector.ts";
