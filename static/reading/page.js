// What a text gains where scripts run; it is read without any of this.
import "./card.js";
import "./place.js";
import "./tools.js";
